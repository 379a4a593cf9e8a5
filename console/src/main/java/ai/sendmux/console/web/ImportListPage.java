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

import java.util.List;

import ai.sendmux.console.imports.AccountImport;
import org.jspecify.annotations.Nullable;

/**
 * What the page of all imports shows.
 *
 * @param imports the imports, the latest first
 * @param previousPage the address of the page before, if there is one
 * @param nextPage the address of the next page, if there is one
 */
record ImportListPage(List<AccountImport> imports, @Nullable String previousPage, @Nullable String nextPage) {

	static ImportListPage of(List<AccountImport> found, int page, int size) {
		return new ImportListPage(found.subList(0, Math.min(size, found.size())), (page > 1) ? address(page - 1) : null,
				(found.size() > size) ? address(page + 1) : null);
	}

	private static String address(int page) {
		return "/console/imports?page=" + page;
	}

}
