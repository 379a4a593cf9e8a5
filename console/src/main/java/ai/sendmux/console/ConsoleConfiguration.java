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

package ai.sendmux.console;

import ai.sendmux.console.accounts.ListProperties;
import ai.sendmux.console.accounts.PageProperties;
import ai.sendmux.console.imports.ImportProperties;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.PropertySource;

/**
 * Adds the console to an application that imports it: the page of accounts at {@code /},
 * the import of files, and the accounts that are created at startup. The settings of the
 * web server that it needs are defaults, which the application may override.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
@EnableConfigurationProperties({ ConsoleProperties.class, ListProperties.class, PageProperties.class,
		ImportProperties.class })
@PropertySource("classpath:ai/sendmux/console/defaults.properties")
public class ConsoleConfiguration {

}
