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

package ai.sendmux.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Sending account as a user would write it: records, and all fields of the API.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Account(String id, String name, String type, String status, @Nullable String statusReason, boolean isActive,
		boolean isShared, boolean isEditable, Actions allowedActions, String smtpHost, Integer smtpPort,
		String smtpProtocol, String smtpUsername, boolean hasSmtpPassword, @Nullable String fromEmail,
		@Nullable String fromName, @Nullable String replyToEmail, @Nullable String replyToName,
		@Nullable String oauthEmail, boolean hasRefreshToken, Quotas quotas, @Nullable Integer percentage,
		@Nullable String trackingDomain, @Nullable Map<String, String> variables, Instant createdAt, Instant updatedAt,
		@Nullable Instant lastTestedAt, @Nullable Instant lastUsedAt) {

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Actions(boolean update, boolean delete, boolean activate, boolean deactivate, boolean test,
			boolean updateVariables) {

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Quotas(@Nullable Range perSecond, @Nullable Range perMinute, @Nullable Range perHour,
			@Nullable Range perDay) {

	}

	record Range(int min, int max) {

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Meta(String requestId) {

	}

	/**
	 * What a response looks like.
	 */
	record Envelope(boolean ok, Account data, Meta meta) {

	}

	/**
	 * One page of a list.
	 */
	record Page(boolean ok, List<Account> data, Pagination pagination, Meta meta) {

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Pagination(boolean hasMore, @Nullable String nextCursor) {

	}

}
