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

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the import.
 *
 * @param maxRows the number of rows that a file may have
 * @param maxSize the size that a file may have
 * @param maxKept the number of imports that are kept, the oldest go first
 */
@ConfigurationProperties("console.import")
public record ImportProperties(@DefaultValue("10000") int maxRows, @DefaultValue("8MB") DataSize maxSize,
		@DefaultValue("10") int maxKept) {

}
