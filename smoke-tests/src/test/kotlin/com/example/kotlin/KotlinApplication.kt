/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package com.example.kotlin

import ai.sendmux.providers.CreateProviderRequest
import ai.sendmux.providers.SendmuxProvidersOperations
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.count
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toSet
import kotlinx.coroutines.reactive.asFlow
import kotlinx.coroutines.reactor.asFlux
import kotlinx.coroutines.reactor.awaitSingle
import kotlinx.coroutines.reactor.awaitSingleOrNull
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.springframework.boot.autoconfigure.EnableAutoConfiguration
import org.springframework.boot.context.properties.ConfigurationProperties
import org.springframework.boot.context.properties.EnableConfigurationProperties
import org.springframework.boot.runApplication
import org.springframework.context.annotation.Configuration

/**
 * Application that creates the accounts of its configuration in coroutines, and deletes one.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(ShopProperties::class)
class KotlinApplication

@ConfigurationProperties("shop")
data class ShopProperties(val accounts: List<CreateProviderRequest>)

fun main(args: Array<String>) {
	runApplication<KotlinApplication>(*args).use { context ->
		val providers = context.getBean(SendmuxProvidersOperations::class.java)
		val accounts = context.getBean(ShopProperties::class.java).accounts
		runBlocking {
			withTimeout(30_000) { createAndDelete(providers, accounts) }
		}
	}
}

private suspend fun createAndDelete(providers: SendmuxProvidersOperations, accounts: List<CreateProviderRequest>) {
	val first = providers.create(accounts.first()).awaitSingle()
	check(first.quotas.perDay?.min() == 5000L) { "The quota is ${first.quotas}" }
	val created = providers.createAll(accounts.drop(1).asFlow().asFlux()).asFlow().count { it.failure() == null }
	check(created == accounts.size - 1) { "Only $created accounts were created" }
	providers.delete(first.id).awaitSingleOrNull()
	val names = providers.list().asFlow().map { it.name }.toSet()
	check(names == accounts.drop(1).map { it.name }.toSet()) { "The accounts are $names" }
}
