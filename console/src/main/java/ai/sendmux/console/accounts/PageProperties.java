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

package ai.sendmux.console.accounts;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the calls that a page waits for.
 *
 * @param maxWait Maximum time that a page waits for the rate limit to be reset.
 * @param totalTimeout Maximum time that a page waits for a call.
 * @param maxRetries Maximum number of retries of a call that a page waits for.
 */
@ConfigurationProperties("console.pages")
public record PageProperties(@DefaultValue("2s") Duration maxWait, @DefaultValue("5s") Duration totalTimeout,
		@DefaultValue("1") int maxRetries) {

}
