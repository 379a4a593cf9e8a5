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
 * Limits of the plan on sending accounts. A part that the response lacks has zero counts.
 *
 * @param sendingAccounts the limit on the number of sending accounts
 * @param sharedAmazonSes the limit of the team's shared Amazon SES account
 * @since 0.1.0
 */
public record ProviderLimits(@JsonProperty("sending_accounts") ResourceLimitSnapshot sendingAccounts,
		@JsonProperty("shared_amazon_ses") SharedAmazonSesLimit sharedAmazonSes) {

	public ProviderLimits {
		sendingAccounts = (sendingAccounts != null) ? sendingAccounts : ResourceLimitSnapshot.NONE;
		sharedAmazonSes = (sharedAmazonSes != null) ? sharedAmazonSes : SharedAmazonSesLimit.NONE;
	}

}
