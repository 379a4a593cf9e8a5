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

import ai.sendmux.http.ApiClient;
import ai.sendmux.http.ApiOperation;
import ai.sendmux.http.ApiRequest;
import ai.sendmux.http.ApiResponse;
import ai.sendmux.http.IdempotencyKeys;
import ai.sendmux.http.PathIds;
import reactor.core.publisher.Mono;

/**
 * {@link SharedAmazonSesOperations} that calls the API.
 */
final class SharedAmazonSesTemplate implements SharedAmazonSesOperations {

	private static final String PATH = "/providers/shared-amazon-ses-limit-request";

	private static final ApiOperation<SharedAmazonSesLimitRequestPage> READ = ApiOperation
		.get("providers.shared-amazon-ses.limit-request", PATH, SharedAmazonSesLimitRequestPage.class);

	private static final ApiOperation<SharedAmazonSesLimitRequestResult> CREATE = ApiOperation
		.post("providers.shared-amazon-ses.request-limit-increase", PATH, SharedAmazonSesLimitRequestResult.class);

	private static final ApiOperation<SharedAmazonSesLimitRequestResult> CANCEL = ApiOperation.delete(
			"providers.shared-amazon-ses.cancel-limit-request", PATH + "/{request_id}",
			SharedAmazonSesLimitRequestResult.class);

	private final ApiClient client;

	SharedAmazonSesTemplate(ApiClient client) {
		this.client = client;
	}

	@Override
	public Mono<SharedAmazonSesLimitRequestPage> limitRequest() {
		return call(READ.request());
	}

	@Override
	public Mono<SharedAmazonSesLimitRequestResult> requestLimitIncrease() {
		return call(CREATE.request());
	}

	@Override
	public Mono<SharedAmazonSesLimitRequestResult> requestLimitIncrease(String idempotencyKey) {
		return call(CREATE.request().idempotencyKey(IdempotencyKeys.check(idempotencyKey)));
	}

	@Override
	public Mono<SharedAmazonSesLimitRequestResult> cancelLimitRequest(String requestId) {
		return call(CANCEL.request(PathIds.check("requestId", requestId)));
	}

	private <T> Mono<T> call(ApiRequest.Builder<T> request) {
		return this.client.call(request.build()).map(ApiResponse::data);
	}

}
