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

package ai.sendmux.http;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Answer as it came from the wire.
 *
 * @param status the HTTP status code
 * @param headers the headers
 * @param body the bytes of the body, empty if it could not be received
 * @param bodyFailure why the body could not be received, or {@code null} if it was
 */
@SuppressWarnings("ArrayRecordComponent")
record RawAnswer(int status, HttpHeaders headers, byte[] body, @Nullable BodyFailure bodyFailure) {

	boolean isSuccess() {
		return this.status >= 200 && this.status < 300;
	}

}
