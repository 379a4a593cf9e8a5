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

/**
 * Request for a higher limit on the number of sending accounts.
 *
 * @param requestId the id of the request for the increase
 * @param limit the limit as it is now
 * @since 0.1.0
 */
public record SendingAccountLimitRequest(@JsonProperty("request_id") String requestId,
		@JsonProperty("limit") ResourceLimitSnapshot limit) {

	public SendingAccountLimitRequest {
		requestId = (requestId != null) ? requestId : "";
		limit = (limit != null) ? limit : ResourceLimitSnapshot.NONE;
	}

}
