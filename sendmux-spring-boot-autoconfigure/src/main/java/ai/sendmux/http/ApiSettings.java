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

import java.time.Duration;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of a call.
 *
 * @param connectTimeout the time that the connector waits for a connection, for the
 * exception to name it
 * @param readTimeout the time to wait for the complete answer to one attempt
 * @param testTimeout the same for an operation that may be slow
 * @param maxResponseSize the largest body of an answer that is read
 */
public record ApiSettings(Duration connectTimeout, Duration readTimeout, Duration testTimeout,
		DataSize maxResponseSize) {

	/**
	 * Bounds that hold where nothing else is set.
	 */
	public static final ApiSettings DEFAULTS = new ApiSettings(Duration.ofSeconds(5), Duration.ofSeconds(30),
			Duration.ofSeconds(90), DataSize.ofMegabytes(2));

	public ApiSettings {
		Assert.isTrue(connectTimeout.toMillis() > 0, "'connectTimeout' must be at least one millisecond");
		Assert.isTrue(readTimeout.toMillis() > 0, "'readTimeout' must be at least one millisecond");
		Assert.isTrue(testTimeout.toMillis() > 0, "'testTimeout' must be at least one millisecond");
		Assert.isTrue(maxResponseSize.toBytes() > 0, "'maxResponseSize' must be at least one byte");
	}

	public ApiSettings withConnectTimeout(Duration connectTimeout) {
		return new ApiSettings(connectTimeout, this.readTimeout, this.testTimeout, this.maxResponseSize);
	}

	public ApiSettings withReadTimeout(Duration readTimeout) {
		return new ApiSettings(this.connectTimeout, readTimeout, this.testTimeout, this.maxResponseSize);
	}

}
