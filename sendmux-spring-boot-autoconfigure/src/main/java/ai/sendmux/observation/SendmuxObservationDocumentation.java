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

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Documents the observations of the Sendmux client.
 *
 * @since 0.1.0
 */
public enum SendmuxObservationDocumentation implements ObservationDocumentation {

	/**
	 * Observation of a call of the Sendmux API with all its attempts.
	 */
	OPERATION {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultSendmuxObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

		@Override
		public String getPrefix() {
			return "sendmux";
		}

	};

	/**
	 * Keys that have few values and are always there.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * Name of the client, {@code default} for the auto-configured one.
		 */
		CLIENT {

			@Override
			public String asString() {
				return "sendmux.client";
			}

		},

		/**
		 * Name of the operation, such as {@code providers.create}.
		 */
		OPERATION {

			@Override
			public String asString() {
				return "sendmux.operation";
			}

		},

		/**
		 * How the call ended: {@code SUCCESS}, {@code INVALID} if the content of the
		 * request is wrong, {@code CLIENT_ERROR}, {@code SERVER_ERROR},
		 * {@code UNREADABLE}, {@code IO_ERROR}, {@code CANCELLED}, or {@code UNKNOWN}.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "sendmux.outcome";
			}

		},

		/**
		 * Code of the error response, such as {@code limit_exceeded}, or {@code none}.
		 */
		ERROR_CODE {

			@Override
			public String asString() {
				return "sendmux.error.code";
			}

		},

		/**
		 * HTTP status code of the response to the last attempt, or {@code none}.
		 */
		STATUS {

			@Override
			public String asString() {
				return "sendmux.status";
			}

		}

	}

	/**
	 * Keys that have many values and are there if the value is known.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * Public id of the sending account that the call is about.
		 */
		PROVIDER_ID {

			@Override
			public String asString() {
				return "sendmux.provider.id";
			}

		},

		/**
		 * Id that Sendmux gave the last request.
		 */
		REQUEST_ID {

			@Override
			public String asString() {
				return "sendmux.request.id";
			}

		},

		/**
		 * Number of attempts to send a request.
		 */
		ATTEMPTS {

			@Override
			public String asString() {
				return "sendmux.attempts";
			}

		}

	}

}
