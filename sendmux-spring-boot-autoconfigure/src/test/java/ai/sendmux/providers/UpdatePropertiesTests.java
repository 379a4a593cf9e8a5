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

import java.util.Map;
import java.util.Random;

import ai.sendmux.providers.contract.OpenApiContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for properties that hold for any valid change, and for any quotas.
 */
class UpdatePropertiesTests {

	private static final int RUNS = 200;

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private static final JsonNode CREATE = OpenApiContract.get().requestSchema("POST", "/providers");

	private static final JsonNode UPDATE = OpenApiContract.get().requestSchema("PATCH", "/providers/{public_id}");

	private final UpdateBodies bodies = new UpdateBodies();

	@RepeatedTest(RUNS)
	void changeWhenWrittenAndReadIsEqual(RepetitionInfo run) {
		UpdateEdits edits = UpdateEdits.valid(random(run));
		assertThat(UpdateEdits.read(this.bodies.of(edits.toRequest()))).isEqualTo(edits);
	}

	@RepeatedTest(RUNS)
	void changeWhenWrittenIsValidAgainstContract(RepetitionInfo run) {
		assertIsValid(UPDATE, this.bodies.of(UpdateEdits.valid(random(run)).toRequest()));
	}

	@RepeatedTest(RUNS)
	void creationQuotasWhenWrittenAndReadAreEqual(RepetitionInfo run) {
		ProviderQuotas quotas = quotas(random(run));
		JsonNode body = mapper.readTree(this.bodies.of(creationWith(quotas)));
		assertThat(mapper.treeToValue(body.path("quotas"), ProviderQuotas.class)).isEqualTo(quotas);
	}

	@RepeatedTest(RUNS)
	void creationQuotasWhenWrittenAreValidAgainstContract(RepetitionInfo run) {
		assertIsValid(CREATE, this.bodies.of(creationWith(quotas(random(run)))));
	}

	@RepeatedTest(RUNS)
	void quotaWhenWrittenAsInResponsesIsRead(RepetitionInfo run) {
		Quota quota = anyQuota(random(run));
		String response = mapper.writeValueAsString(Map.of("min", quota.min(), "max", quota.max()));
		assertThat(mapper.readValue(response, Quota.class)).isEqualTo(quota);
	}

	@RepeatedTest(RUNS)
	void quotaWhenWrittenAsInRequestsIsRead(RepetitionInfo run) {
		Quota quota = anyQuota(random(run));
		assertThat(mapper.readValue(mapper.writeValueAsString(quota), Quota.class)).isEqualTo(quota);
	}

	@RepeatedTest(RUNS)
	void validateWhenQuotaBoundsAreNotPositiveReportsEach(RepetitionInfo run) {
		Quota quota = anyQuota(random(run));
		UpdateProviderRequest request = UpdateProviderRequest.builder()
			.quotas((quotas) -> quotas.perDay(quota))
			.build();
		long expected = (quota.min() == quota.max()) ? ((quota.min() < 1) ? 1 : 0)
				: ((quota.min() < 1) ? 1 : 0) + ((quota.max() < 1) ? 1 : 0);
		assertThat(UpdateProviderRequestValidator.validate(request)).hasSize((int) expected);
	}

	/**
	 * The number of the run is the seed, so that a failed one is the same each time.
	 */
	private static Random random(RepetitionInfo run) {
		return new Random(run.getCurrentRepetition());
	}

	private static ProviderQuotas quotas(Random random) {
		return new ProviderQuotas(quotaOrNull(random), quotaOrNull(random), quotaOrNull(random), quotaOrNull(random));
	}

	private static @Nullable Quota quotaOrNull(Random random) {
		return (random.nextInt(10) < 3) ? null : UpdateEdits.quota(random);
	}

	private static Quota anyQuota(Random random) {
		return Quota.between(anyNumber(random), anyNumber(random));
	}

	private static long anyNumber(Random random) {
		return random.nextBoolean() ? random.nextInt(-2, 3)
				: UpdateEdits.number(random, Long.MIN_VALUE, Long.MAX_VALUE);
	}

	private static CreateProviderRequest creationWith(ProviderQuotas quotas) {
		return TestRequests.minimal().quotas(quotas).build();
	}

	private static void assertIsValid(JsonNode schema, String body) {
		assertThat(OpenApiContract.get().validate(schema, mapper.readTree(body))).isEmpty();
	}

}
