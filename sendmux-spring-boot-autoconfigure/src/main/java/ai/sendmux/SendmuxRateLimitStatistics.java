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

import java.time.Duration;

/**
 * What the rate limit did to the calls of a client since the client was created.
 *
 * @param waits the number of times that a call waited for the rate limit
 * @param waited the time that calls waited, in total
 * @param refusals the number of responses with status 429 after which a call waited for
 * the rate limit
 * @since 0.1.0
 */
public record SendmuxRateLimitStatistics(long waits, Duration waited, long refusals) {

}
