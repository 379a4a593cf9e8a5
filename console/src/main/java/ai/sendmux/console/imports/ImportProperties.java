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

package ai.sendmux.console.imports;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the import.
 *
 * @param maxRows Maximum number of rows in a file.
 * @param maxSize Maximum size of a file.
 * @param chunkSize Number of rows to send before their results are stored.
 * @param encryptionKey Key with which stored rows are encrypted, 32 bytes in Base64.
 * Without it, rows can be read only until the application ends.
 */
@ConfigurationProperties("console.import")
public record ImportProperties(@DefaultValue("100000") int maxRows, @DefaultValue("64MB") DataSize maxSize,
		@DefaultValue("50") int chunkSize, @Nullable String encryptionKey) {

	@Override
	public String toString() {
		return "ImportProperties[maxRows=" + this.maxRows + ", maxSize=" + this.maxSize + ", chunkSize="
				+ this.chunkSize + ", encryptionKey=" + ((this.encryptionKey != null) ? "******" : "none") + "]";
	}

}
