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
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sending account as somebody would write it who counts allocations: a plain class, for
 * Jackson calls the constructors of records with arrays of boxed arguments.
 */
final class PlainAccount {

	@JsonProperty("id")
	@Nullable String id;

	@JsonProperty("name")
	@Nullable String name;

	@JsonProperty("type")
	@Nullable String type;

	@JsonProperty("status")
	@Nullable String status;

	@JsonProperty("status_reason")
	@Nullable String statusReason;

	@JsonProperty("is_active")
	boolean isActive;

	@JsonProperty("is_shared")
	boolean isShared;

	@JsonProperty("is_editable")
	boolean isEditable;

	@JsonProperty("allowed_actions")
	@Nullable Actions allowedActions;

	@JsonProperty("smtp_host")
	@Nullable String smtpHost;

	@JsonProperty("smtp_port")
	int smtpPort;

	@JsonProperty("smtp_protocol")
	@Nullable String smtpProtocol;

	@JsonProperty("smtp_username")
	@Nullable String smtpUsername;

	@JsonProperty("has_smtp_password")
	boolean hasSmtpPassword;

	@JsonProperty("from_email")
	@Nullable String fromEmail;

	@JsonProperty("from_name")
	@Nullable String fromName;

	@JsonProperty("reply_to_email")
	@Nullable String replyToEmail;

	@JsonProperty("reply_to_name")
	@Nullable String replyToName;

	@JsonProperty("oauth_email")
	@Nullable String oauthEmail;

	@JsonProperty("has_refresh_token")
	boolean hasRefreshToken;

	@JsonProperty("quotas")
	@Nullable Quotas quotas;

	@JsonProperty("percentage")
	@Nullable Integer percentage;

	@JsonProperty("tracking_domain")
	@Nullable String trackingDomain;

	@JsonProperty("variables")
	@Nullable Map<String, String> variables;

	@JsonProperty("created_at")
	@Nullable Instant createdAt;

	@JsonProperty("updated_at")
	@Nullable Instant updatedAt;

	@JsonProperty("last_tested_at")
	@Nullable Instant lastTestedAt;

	@JsonProperty("last_used_at")
	@Nullable Instant lastUsedAt;

	static final class Actions {

		@JsonProperty("update")
		boolean update;

		@JsonProperty("delete")
		boolean delete;

		@JsonProperty("activate")
		boolean activate;

		@JsonProperty("deactivate")
		boolean deactivate;

		@JsonProperty("test")
		boolean test;

		@JsonProperty("update_variables")
		boolean updateVariables;

	}

	static final class Quotas {

		@JsonProperty("per_second")
		@Nullable Range perSecond;

		@JsonProperty("per_minute")
		@Nullable Range perMinute;

		@JsonProperty("per_hour")
		@Nullable Range perHour;

		@JsonProperty("per_day")
		@Nullable Range perDay;

	}

	static final class Range {

		@JsonProperty("min")
		int min;

		@JsonProperty("max")
		int max;

	}

	static final class Meta {

		@JsonProperty("request_id")
		@Nullable String requestId;

	}

	/**
	 * What a response looks like.
	 */
	static final class Envelope {

		@JsonProperty("ok")
		boolean ok;

		@JsonProperty("data")
		@Nullable PlainAccount data;

		@JsonProperty("meta")
		@Nullable Meta meta;

	}

}
