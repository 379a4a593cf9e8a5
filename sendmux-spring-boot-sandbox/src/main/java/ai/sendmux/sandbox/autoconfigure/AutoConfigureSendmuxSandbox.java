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

package ai.sendmux.sandbox.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import ai.sendmux.sandbox.SendmuxSandbox;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Annotation that can be applied to a test class to enable and auto-configure a
 * {@link SendmuxSandbox} and a Sendmux client that uses it, also in a test slice.
 *
 * @since 0.1.0
 * @see SendmuxSandboxAutoConfiguration
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("sendmux.sandbox")
public @interface AutoConfigureSendmuxSandbox {

	/**
	 * Whether to enable the sandbox. Defaults to {@code true}.
	 * @return whether to enable the sandbox
	 */
	boolean enabled() default true;

	/**
	 * Whether to reset the sandbox before each test method. Defaults to {@code true}.
	 * @return whether to reset the sandbox before each test method
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	boolean resetBeforeEachTest() default true;

	/**
	 * Names of clients that use the real service although the sandbox is enabled.
	 * @return the names of the clients
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	String[] excludedClients() default {};

}
