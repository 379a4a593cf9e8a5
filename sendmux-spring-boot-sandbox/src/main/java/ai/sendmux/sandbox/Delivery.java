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

import java.time.Duration;

/**
 * How a response reaches the client.
 *
 * @param response the response
 * @param manner whether it arrives
 * @param delay how long it is held back
 */
record Delivery(SandboxResponse response, Manner manner, Duration delay) {

	enum Manner {

		/**
		 * The response arrives as it is.
		 */
		WHOLE,

		/**
		 * The connection ends in the middle of the body.
		 */
		CUT,

		/**
		 * The connection is reset before a byte of the response.
		 */
		BROKEN

	}

}
