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

package ai.sendmux;

import java.io.Serializable;

import org.springframework.util.Assert;

/**
 * One thing that is wrong with the content of a request.
 *
 * @param field the path of the field in the API's names, such as
 * {@code quotas.per_day.min}, or an empty string if the violation is about the request as
 * a whole
 * @param code the machine-readable kind of the violation, such as {@code too_big}
 * @param message the text for people, which does not repeat the value
 * @since 0.1.0
 */
public record SendmuxViolation(String field, String code, String message) implements Serializable {

	public SendmuxViolation {
		Assert.notNull(field, "'field' must not be null");
		Assert.notNull(code, "'code' must not be null");
		Assert.notNull(message, "'message' must not be null");
	}

}
