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

import org.springframework.util.Assert;

/**
 * Plan of a team.
 *
 * @param maxAccounts the maximum number of accounts, not counting the shared Amazon SES
 * account; at least 1
 * @param mayRequestIncrease whether the team may request higher limits
 * @param sharedDailyLimit the daily number of emails of the shared Amazon SES account, at
 * least 1
 * @since 0.1.0
 */
public record SandboxPlan(int maxAccounts, boolean mayRequestIncrease, int sharedDailyLimit) {

	/**
	 * Create a plan.
	 * @param maxAccounts the maximum number of accounts, at least 1
	 * @param mayRequestIncrease whether the team may request higher limits
	 * @param sharedDailyLimit the daily number of emails of the shared account, at least
	 * 1
	 */
	public SandboxPlan {
		Assert.isTrue(maxAccounts > 0, "'maxAccounts' must be positive");
		Assert.isTrue(sharedDailyLimit > 0, "'sharedDailyLimit' must be positive");
	}

	/**
	 * Return the free plan: one account and no higher limits.
	 * @return the free plan
	 */
	public static SandboxPlan free() {
		return new SandboxPlan(1, false, 100);
	}

	/**
	 * Return the default plan: 1000 accounts, 1000 emails a day from the shared Amazon
	 * SES account, and higher limits on request.
	 * @return the paid plan
	 */
	public static SandboxPlan paid() {
		return new SandboxPlan(1000, true, 1000);
	}

	/**
	 * Return this plan with another number of accounts.
	 * @param maxAccounts the maximum number of accounts, at least 1
	 * @return the changed plan
	 */
	public SandboxPlan withMaxAccounts(int maxAccounts) {
		return new SandboxPlan(maxAccounts, this.mayRequestIncrease, this.sharedDailyLimit);
	}

	/**
	 * Return this plan with another daily limit of the shared Amazon SES account.
	 * @param sharedDailyLimit the daily number of emails, at least 1
	 * @return the changed plan
	 */
	public SandboxPlan withSharedDailyLimit(int sharedDailyLimit) {
		return new SandboxPlan(this.maxAccounts, this.mayRequestIncrease, sharedDailyLimit);
	}

}
