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

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SendmuxSandboxExtension}.
 */
@ExtendWith(SendmuxSandboxExtension.class)
class SendmuxSandboxExtensionTests {

	@RepeatedTest(2)
	void sandboxIsResetBeforeEachMethod(SendmuxSandbox sandbox) {
		assertThat(sandbox.accounts()).isEmpty();
		sandbox.add(SandboxAccount.smtp());
	}

	@RepeatedTest(2)
	void teamWhenInjectedTwiceIsSameWithinMethod(SandboxTeam team, SandboxTeam same, SendmuxSandbox sandbox) {
		assertThat(team).isSameAs(same);
		assertThat(team.accounts()).isEmpty();
		team.add(SandboxAccount.smtp());
		assertThat(sandbox.accounts()).isEmpty();
	}

	@Nested
	class WhenConstructorHasTeam {

		private static final Set<String> TOKENS = new HashSet<>();

		private final SandboxTeam team;

		WhenConstructorHasTeam(SandboxTeam team) {
			this.team = team;
		}

		@RepeatedTest(2)
		void teamIsSameInConstructorAndMethod(SandboxTeam same) {
			assertThat(this.team).isSameAs(same);
			assertThat(TOKENS.add(this.team.token())).isTrue();
		}

		@Test
		void sandboxContainsTeamOfConstructor(SendmuxSandbox sandbox) {
			this.team.add(SandboxAccount.smtp());
			assertThat(sandbox.team(this.team.token()).accounts()).hasSize(1);
		}

	}

	@Nested
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	class WhenConstructorOfClassHasTeam {

		private static final Set<String> TOKENS = new HashSet<>();

		private final SandboxTeam team;

		WhenConstructorOfClassHasTeam(SandboxTeam team) {
			this.team = team;
		}

		@RepeatedTest(2)
		void teamOfConstructorIsPerClassAndDiffersFromTeamOfMethod(SandboxTeam other) {
			TOKENS.add(this.team.token());
			assertThat(TOKENS).hasSize(1);
			assertThat(this.team).isNotSameAs(other);
		}

	}

	@Nested
	@Execution(ExecutionMode.CONCURRENT)
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	class WhenMethodsRunInParallel {

		@Test
		@Order(1)
		void teamWhenAccountIsAddedContainsIt(SendmuxSandbox sandbox) {
			sandbox.team("of-the-first-method").add(SandboxAccount.smtp());
			assertThat(sandbox.team("of-the-first-method").accounts()).hasSize(1);
		}

		@Test
		@Order(2)
		void sandboxIsNotResetBetweenMethods(SendmuxSandbox sandbox) {
			assertThat(sandbox.team("of-the-first-method").accounts()).hasSize(1);
			assertThat(sandbox.team("of-the-second-method").accounts()).isEmpty();
		}

	}

}
