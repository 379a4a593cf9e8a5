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

package ai.sendmux.observation;

import java.util.regex.Pattern;

import ai.sendmux.SendmuxApiException;
import ai.sendmux.SendmuxResponseException;
import ai.sendmux.SendmuxServerException;
import ai.sendmux.SendmuxTransportException;
import ai.sendmux.SendmuxValidationException;
import ai.sendmux.observation.SendmuxObservationDocumentation.HighCardinalityKeyNames;
import ai.sendmux.observation.SendmuxObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * Default {@link SendmuxObservationConvention}.
 *
 * @since 0.1.0
 */
public class DefaultSendmuxObservationConvention implements SendmuxObservationConvention {

	private static final String UNKNOWN = "UNKNOWN";

	/**
	 * A code comes from the server; what does not look like one is not made a tag.
	 */
	private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

	@Override
	public String getName() {
		return "sendmux.operation";
	}

	@Override
	public String getContextualName(SendmuxObservationContext context) {
		return "sendmux " + context.getOperation();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(SendmuxObservationContext context) {
		return KeyValues.of(KeyValue.of(LowCardinalityKeyNames.CLIENT, context.getClient()),
				KeyValue.of(LowCardinalityKeyNames.OPERATION, context.getOperation()),
				KeyValue.of(LowCardinalityKeyNames.OUTCOME, outcome(context)),
				KeyValue.of(LowCardinalityKeyNames.ERROR_CODE, errorCode(context.getError())),
				KeyValue.of(LowCardinalityKeyNames.STATUS, status(context)));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(SendmuxObservationContext context) {
		KeyValues values = KeyValues
			.of(HighCardinalityKeyNames.ATTEMPTS.withValue(String.valueOf(context.getAttempts())));
		if (context.getProviderId() != null) {
			values = values.and(HighCardinalityKeyNames.PROVIDER_ID.withValue(context.getProviderId()));
		}
		if (context.getRequestId() != null) {
			values = values.and(HighCardinalityKeyNames.REQUEST_ID.withValue(context.getRequestId()));
		}
		return values;
	}

	private static String status(SendmuxObservationContext context) {
		return (context.getStatusCode() != null) ? String.valueOf(context.getStatusCode()) : KeyValue.NONE_VALUE;
	}

	private static String outcome(SendmuxObservationContext context) {
		Throwable error = context.getError();
		if (error == null) {
			return outcomeWithoutError(context);
		}
		if (error instanceof SendmuxValidationException) {
			return "INVALID";
		}
		if (error instanceof SendmuxApiException ex) {
			boolean server = ex instanceof SendmuxServerException || ex.statusCode() >= 500;
			return server ? "SERVER_ERROR" : "CLIENT_ERROR";
		}
		if (error instanceof SendmuxResponseException) {
			return "UNREADABLE";
		}
		return (error instanceof SendmuxTransportException) ? "IO_ERROR" : UNKNOWN;
	}

	private static String outcomeWithoutError(SendmuxObservationContext context) {
		if (!context.isEnded()) {
			return UNKNOWN;
		}
		return context.isCancelled() ? "CANCELLED" : "SUCCESS";
	}

	private static String errorCode(@Nullable Throwable error) {
		String code = null;
		if (error instanceof SendmuxApiException ex) {
			code = ex.code();
		}
		else if (error instanceof SendmuxValidationException ex) {
			code = ex.code();
		}
		return (code != null && CODE.matcher(code).matches()) ? code : KeyValue.NONE_VALUE;
	}

}
