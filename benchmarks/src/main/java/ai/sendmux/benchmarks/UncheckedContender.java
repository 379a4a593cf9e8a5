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

import java.net.URI;

import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiOperation;
import ai.sendmux.http.ApiResponse;
import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.BearerToken;
import ai.sendmux.http.DataReader;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * What the starter's bean does but for the validation, which no setting switches off.
 */
final class UncheckedContender implements Contender<Provider> {

	private static final ApiOperation<Provider> CREATE = ApiOperation.post("providers.create", "/providers",
			DataReader.viaBuilder(Provider.Builder.class, (builder, etag) -> builder.version(etag).build()));

	private final ApiClient client;

	UncheckedContender(WebClient.Builder builder, Endpoint endpoint) {
		this.client = ApiClient.create(builder.build(), URI.create(endpoint.baseUrl()), BearerToken.of(Endpoint.TOKEN),
				ApiSettings.DEFAULTS);
	}

	@Override
	public String name() {
		return "g-without-validation";
	}

	@Override
	public Mono<Provider> create() {
		CreateProviderRequest request = StarterContender.REQUEST;
		return this.client.call(CREATE.request().body(request, request.smtpPassword()).build()).map(ApiResponse::data);
	}

	@Override
	public String accountId(Provider response) {
		return response.id();
	}

}
