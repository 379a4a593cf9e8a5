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

package ai.sendmux.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The limits of one team and its requests for higher ones, which are allowed from 80
 * percent of a limit.
 */
final class TeamLimits {

	private static final double THRESHOLD = 0.8;

	private final Map<String, SharedRequest> sharedRequests = new LinkedHashMap<>();

	private SandboxPlan plan = SandboxPlan.paid();

	private @Nullable String pendingAccountRequest;

	SandboxPlan plan() {
		return this.plan;
	}

	void setPlan(SandboxPlan plan) {
		this.plan = plan;
	}

	String requestAccounts(String requestId, int owned) {
		check(this.pendingAccountRequest != null, isNear(owned, this.plan.maxAccounts()));
		this.pendingAccountRequest = requestId;
		return requestId;
	}

	SharedRequest requestShared(String requestId, int sent, Instant now) {
		check(pendingShared().isPresent(), isNear(sent, this.plan.sharedDailyLimit()));
		SharedRequest request = new SharedRequest(requestId, SharedRequest.Status.PENDING, this.plan.sharedDailyLimit(),
				sent, null, now, null);
		this.sharedRequests.put(requestId, request);
		return request;
	}

	private void check(boolean pending, boolean near) {
		if (!this.plan.mayRequestIncrease()) {
			throw new ApiProblem(ErrorCode.INSUFFICIENT_PERMISSIONS, "This team cannot request a limit increase.");
		}
		if (pending) {
			throw new ApiProblem(ErrorCode.CONFLICT, "A limit request is already pending.");
		}
		if (!near) {
			throw new ApiProblem(ErrorCode.VALIDATION_ERROR, "A limit increase cannot be requested yet.");
		}
	}

	SharedRequest cancelShared(String requestId, Instant now) {
		SharedRequest request = this.sharedRequests.get(requestId);
		if (request == null) {
			throw new ApiProblem(ErrorCode.NOT_FOUND, "Limit request not found.");
		}
		if (!request.isPending()) {
			throw new ApiProblem(ErrorCode.CONFLICT, "This limit request is no longer pending.");
		}
		return replace(request.decide(SharedRequest.Status.CANCELLED, null, now));
	}

	/**
	 * Decide a pending request; an approved one doubles the limit.
	 * @param requestId the id of the request
	 * @param approved whether to approve it
	 * @param now the time of the decision
	 * @return whether the request was pending
	 */
	boolean decide(String requestId, boolean approved, Instant now) {
		if (requestId.equals(this.pendingAccountRequest)) {
			this.pendingAccountRequest = null;
			this.plan = approved ? this.plan.withMaxAccounts(this.plan.maxAccounts() * 2) : this.plan;
			return true;
		}
		SharedRequest request = this.sharedRequests.get(requestId);
		if (request == null || !request.isPending()) {
			return false;
		}
		if (approved) {
			this.plan = this.plan.withSharedDailyLimit(this.plan.sharedDailyLimit() * 2);
			replace(request.decide(SharedRequest.Status.APPROVED, this.plan.sharedDailyLimit(), now));
		}
		else {
			replace(request.decide(SharedRequest.Status.DENIED, null, now));
		}
		return true;
	}

	Optional<SharedRequest> pendingShared() {
		return this.sharedRequests.values().stream().filter(SharedRequest::isPending).findFirst();
	}

	ObjectNode accounts(int owned) {
		int max = this.plan.maxAccounts();
		boolean near = isNear(owned, max);
		return JsonNodeFactory.instance.objectNode()
			.put("resource_type", "sending_accounts")
			.put("usage", owned)
			.put("max_allowed", max)
			.put("reserved", 0)
			.put("threshold_usage", threshold(max))
			.put("usage_ratio", (double) owned / max)
			.put("is_at_limit", owned >= max)
			.put("is_near_limit", near)
			.put("can_request_increase", this.plan.mayRequestIncrease() && near && this.pendingAccountRequest == null)
			.put("pending_request_id", this.pendingAccountRequest);
	}

	/**
	 * Return the limit of the shared Amazon SES account as JSON.
	 * @param accountId the id of that account, may be {@code null}
	 * @param sent the number of emails sent today
	 * @return the {@code SharedAmazonSesLimit}
	 */
	ObjectNode shared(@Nullable String accountId, int sent) {
		int max = this.plan.sharedDailyLimit();
		boolean exists = accountId != null;
		boolean near = exists && isNear(sent, max);
		String pending = pendingShared().map(SharedRequest::id).orElse(null);
		return JsonNodeFactory.instance.objectNode()
			.put("provider_id", accountId)
			.put("daily_limit", exists ? Integer.valueOf(max) : null)
			.put("sent_today", sent)
			.put("threshold_usage", exists ? Integer.valueOf(threshold(max)) : null)
			.put("usage_ratio", exists ? Double.valueOf((double) sent / max) : null)
			.put("is_near_limit", near)
			.put("can_request_increase", this.plan.mayRequestIncrease() && near && pending == null)
			.put("pending_request_id", pending);
	}

	private SharedRequest replace(SharedRequest request) {
		this.sharedRequests.put(request.id(), request);
		return request;
	}

	private static boolean isNear(int usage, int max) {
		return usage >= threshold(max);
	}

	private static int threshold(int max) {
		return (int) Math.ceil(max * THRESHOLD);
	}

	/**
	 * A request for a higher daily limit of the shared Amazon SES account.
	 *
	 * @param id the public id
	 * @param status the status of the request
	 * @param dailyLimit the limit at the time of the request
	 * @param dailySent the number of emails sent that day
	 * @param approvedLimit the approved limit, may be {@code null}
	 * @param createdAt the time of the request
	 * @param decidedAt the time of the decision, may be {@code null}
	 */
	record SharedRequest(String id, Status status, int dailyLimit, int dailySent, @Nullable Integer approvedLimit,
			Instant createdAt, @Nullable Instant decidedAt) {

		boolean isPending() {
			return this.status == Status.PENDING;
		}

		SharedRequest decide(Status status, @Nullable Integer approvedLimit, Instant now) {
			return new SharedRequest(this.id, status, this.dailyLimit, this.dailySent, approvedLimit, this.createdAt,
					now);
		}

		ObjectNode json() {
			return JsonNodeFactory.instance.objectNode()
				.put("id", this.id)
				.put("status", this.status.value)
				.put("current_daily_limit", this.dailyLimit)
				.put("current_daily_sent", this.dailySent)
				.put("approved_daily_limit", this.approvedLimit)
				.putNull("decision_note")
				.put("created_at", this.createdAt.toString())
				.put("decided_at", (this.decidedAt != null) ? this.decidedAt.toString() : null);
		}

		enum Status {

			PENDING("pending"), APPROVED("approved"), DENIED("denied"), CANCELLED("cancelled");

			private final String value;

			Status(String value) {
				this.value = value;
			}

		}

	}

}
