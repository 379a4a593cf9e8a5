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

import ai.sendmux.SendmuxException
import ai.sendmux.providers.Provider
import ai.sendmux.providers.ProviderQuotas
import ai.sendmux.providers.SendmuxProvidersOperations
import reactor.core.publisher.Mono

/**
 * Code that Kotlin rejects, because something may be null or must not be.
 */
class NullSafety(private val providers: SendmuxProvidersOperations) {

	fun host(account: Provider): String = account.smtpHost() // rejected

	fun hostOrNull(account: Provider): String? = account.smtpHost()

	fun perDay(quotas: ProviderQuotas): Long = quotas.perDay().min() // rejected

	fun perDayOrNull(quotas: ProviderQuotas): Long? = quotas.perDay()?.min()

	fun account(): Mono<Provider> = this.providers.get(null) // rejected

	fun remaining(): Long = this.providers.rateLimit().remaining() // rejected

	fun requestId(failure: SendmuxException): Int = failure.requestId().length // rejected

	fun name(account: Provider?): String = account.name() // rejected

}
