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

package ai.sendmux.console.accounts;

import java.util.EnumMap;
import java.util.Map;

import ai.sendmux.providers.CreateProviderRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import org.springframework.stereotype.Component;

/**
 * Finds everything that is wrong with a form, before anything is sent.
 */
@Component
class AccountFormValidator {

	private final Validator validator;

	AccountFormValidator(Validator validator) {
		this.validator = validator;
	}

	Map<AccountField, String> validateNew(AccountForm form) {
		return validate(form, true);
	}

	/**
	 * A field that was left empty keeps its value, or is cleared.
	 */
	Map<AccountField, String> validateChange(AccountForm form) {
		return validate(form, false);
	}

	private Map<AccountField, String> validate(AccountForm form, boolean emptyToo) {
		Map<AccountField, String> problems = new EnumMap<>(AccountField.class);
		problems.putAll(form.problems());
		for (ConstraintViolation<CreateProviderRequest> violation : this.validator.validate(form.toRequest())) {
			AccountField.ofProperty(violation.getPropertyPath().toString())
				.filter((field) -> form.has(field) && (emptyToo || !form.isBlank(field)))
				.ifPresent((field) -> problems.putIfAbsent(field, violation.getMessage()));
		}
		return problems;
	}

}
