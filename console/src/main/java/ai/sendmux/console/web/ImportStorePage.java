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

package ai.sendmux.console.web;

import java.util.Locale;

import ai.sendmux.console.imports.ImportProperties;
import ai.sendmux.console.imports.ImportService;

/**
 * What the pages say about how imports are kept.
 *
 * @param place where they are kept
 * @param rows how the rows of a file are kept until they are created
 */
record ImportStorePage(String place, String rows) {

	private static final String CONFIGURED_KEY = "The rows of a file are encrypted with the key of the configuration "
			+ "until the import ends. After a restart it resumes by itself, here or on another instance with this key.";

	private static final String RANDOM_KEY = "The rows of a file are encrypted with a key that only this process has, "
			+ "until the import ends. After a restart, upload the same file again to continue. "
			+ "Set console.import.encryption-key to resume without it.";

	static ImportStorePage of(ImportService service) {
		return new ImportStorePage(service.storeDescription(), service.isKeyConfigured() ? CONFIGURED_KEY : RANDOM_KEY);
	}

	static String limits(ImportProperties properties) {
		return String.format(Locale.ROOT, "at most %,d rows and ", properties.maxRows()) + size(properties);
	}

	static String size(ImportProperties properties) {
		return properties.maxSize().toMegabytes() + " MB";
	}

}
