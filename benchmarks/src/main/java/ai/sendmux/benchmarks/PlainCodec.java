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

import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jackson with a writer and a reader that are ready, and plain classes.
 */
final class PlainCodec {

	private final NewAccount request = NewAccount.sample();

	private final ObjectWriter writer = JsonMapper.shared().writerFor(NewAccount.class);

	private final ObjectReader reader = JsonMapper.shared().readerFor(PlainAccount.Envelope.class);

	byte[] request() {
		return this.writer.writeValueAsBytes(this.request);
	}

	PlainAccount read(byte[] body) {
		PlainAccount.Envelope envelope = this.reader.readValue(body);
		if (envelope.data == null) {
			throw new IllegalStateException("No data");
		}
		return envelope.data;
	}

}
