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

package ai.sendmux.providers;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Limit of the team's shared Amazon SES account, and the request for a higher one.
 *
 * @param limit the limit as it is now
 * @param pendingRequest the request that is not decided yet, or {@code null}
 * @since 0.1.0
 */
public record SharedAmazonSesLimitRequestPage(@JsonProperty("limit") SharedAmazonSesLimit limit,
		@JsonProperty("pending_request") @Nullable SharedAmazonSesLimitRequest pendingRequest) {

	public SharedAmazonSesLimitRequestPage {
		limit = (limit != null) ? limit : SharedAmazonSesLimit.NONE;
	}

}
