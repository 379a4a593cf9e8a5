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

package ai.sendmux.sandbox;

import java.util.UUID;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * JUnit Jupiter extension for tests without a Spring context. It starts one sandbox for
 * each test class, passes it to parameters of type {@link SendmuxSandbox} and closes it
 * after the class. A parameter of type {@link SandboxTeam}, also of the constructor, is a
 * team of its own for each test method; with the lifecycle per class, that of the
 * constructor is one for the class.
 * <p>
 * The sandbox is reset before each test method unless methods run in parallel, in which
 * case each method should use its own team.
 *
 * @since 0.1.0
 */
public final class SendmuxSandboxExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(SendmuxSandboxExtension.class);

	private static final String TEAM = "team ";

	/**
	 * A constructor is invoked for each test method unless the lifecycle is per class.
	 */
	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
		return ExtensionContextScope.TEST_METHOD;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		sandbox(context);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (context.getExecutionMode() == ExecutionMode.SAME_THREAD) {
			sandbox(context).reset();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
		Class<?> type = parameterContext.getParameter().getType();
		return type == SendmuxSandbox.class || type == SandboxTeam.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
		boolean team = parameterContext.getParameter().getType() == SandboxTeam.class;
		return team ? team(extensionContext) : sandbox(extensionContext);
	}

	private static SandboxTeam team(ExtensionContext context) {
		return context.getStore(NAMESPACE)
			.computeIfAbsent(TEAM + context.getUniqueId(),
					(key) -> sandbox(context).team("smx_root_" + UUID.randomUUID()), SandboxTeam.class);
	}

	private static SendmuxSandbox sandbox(ExtensionContext context) {
		return context.getStore(NAMESPACE)
			.computeIfAbsent(SendmuxSandbox.class, (key) -> SendmuxSandbox.start(), SendmuxSandbox.class);
	}

}
