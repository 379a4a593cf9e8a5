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

package ai.sendmux;

import java.io.Serializable;
import java.time.Instant;

import org.springframework.util.Assert;

/**
 * Rate limit of the API key, as reported by a response.
 *
 * @param limit the number of requests that one window allows
 * @param remaining the number of requests that are left in the window
 * @param reset the time at which the window ends, by the clock of the server
 * @since 0.1.0
 */
public record SendmuxRateLimit(long limit, long remaining, Instant reset) implements Serializable {

	public SendmuxRateLimit {
		Assert.notNull(reset, "'reset' must not be null");
	}

}
