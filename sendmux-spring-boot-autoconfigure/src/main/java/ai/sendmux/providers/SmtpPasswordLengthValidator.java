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

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/**
 * Validator for the SMTP password of a request. It is public for the Jakarta Validation
 * provider, which creates it, and not meant for applications.
 *
 * @since 0.1.0
 */
public final class SmtpPasswordLengthValidator
		implements ConstraintValidator<SmtpPasswordLength, CreateProviderRequest> {

	@Override
	public boolean isValid(CreateProviderRequest request, ConstraintValidatorContext context) {
		String password = request.smtpPassword();
		return password == null || password.codePointCount(0, password.length()) <= Constraints.MAX_PASSWORD;
	}

}
