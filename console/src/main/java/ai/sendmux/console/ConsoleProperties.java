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

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import ai.sendmux.providers.CreateProviderRequest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the console.
 *
 * @param accounts Accounts to create at startup.
 * @param allowedHosts Host names to accept in the Host header of a request, in addition
 * to localhost, 127.0.0.1 and ::1.
 * @param jsonPaths Paths of the application that accept JSON only and therefore need no
 * protection against forged forms.
 * @param dataDirectory Directory of the database of imports, unless spring.datasource.url
 * is set.
 */
@ConfigurationProperties("console")
public record ConsoleProperties(@DefaultValue List<CreateProviderRequest> accounts,
		@DefaultValue Set<String> allowedHosts, @DefaultValue List<String> jsonPaths,
		@DefaultValue("./sendmux-console") Path dataDirectory) {

}
