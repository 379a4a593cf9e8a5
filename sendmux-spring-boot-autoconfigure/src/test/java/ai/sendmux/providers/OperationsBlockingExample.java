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

package ai.sendmux.providers;

import ai.sendmux.SendmuxNotFoundException;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Example of {@code docs/operations.md}.
 */
@RestController
class OperationsBlockingExample {

	private final SendmuxProvidersOperations providers;

	OperationsBlockingExample(SendmuxProvidersOperations providers) {
		this.providers = providers;
	}

	@GetMapping("/accounts/{id}")
	ResponseEntity<Provider> account(@PathVariable String id) {
		try {
			return ResponseEntity.ok(this.providers.get(id).block());
		}
		catch (SendmuxNotFoundException ex) {
			return ResponseEntity.notFound().build();
		}
	}

}
