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

import java.util.stream.Stream;

import ai.sendmux.http.ApiRuntimeHints;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHintsRegistrar} for the types of this package.
 */
class ProvidersRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		ApiRuntimeHints.register(hints, CreateProviderRequest.class, Provider.class, ProviderActions.class,
				ProviderLimits.class, ProviderPage.class, ProviderQuotas.class, ProviderStats.class,
				ProviderTestResult.class, ProviderUsage.class, ProviderUsageItem.class, Quota.class,
				ResourceLimitSnapshot.class, SendingAccountLimitRequest.class, SharedAmazonSesLimit.class,
				SharedAmazonSesLimitRequest.class, SharedAmazonSesLimitRequestPage.class,
				SharedAmazonSesLimitRequestResult.class, SmtpProtocol.class);
		Stream.of(CodePointLengthValidator.class, KnownProtocolValidator.class, SmtpPasswordLengthValidator.class)
			.forEach((validator) -> hints.reflection()
				.registerType(validator, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
	}

}
