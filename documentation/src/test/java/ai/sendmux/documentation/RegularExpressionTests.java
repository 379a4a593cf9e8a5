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

package ai.sendmux.documentation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that all regular expressions of the client, the sandbox, the console and the
 * sample are found, and match input of any length on a small stack, looking at each
 * character a bounded number of times.
 */
class RegularExpressionTests {

	private static final String TESTS = RegularExpressionTests.class.getProtectionDomain()
		.getCodeSource()
		.getLocation()
		.toString();

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption((location) -> !location.asURI().toString().startsWith(TESTS))
		.importPackages("ai.sendmux");

	private static final int STACK = 256 * 1024;

	private static final int SHORT = 5_000;

	private static final int LONG = 1 << 20;

	private static final int LOOKS_PER_CHARACTER = 32;

	private static final int LONG_INPUTS = 5;

	@Test
	void classesAreFound() {
		assertThat(CLASSES).extracting(JavaClass::getPackageName)
			.contains("ai.sendmux.providers", "ai.sendmux.sandbox", "ai.sendmux.console.imports", "ai.sendmux.sample");
		assertThat(CLASSES.contain(RegularExpressionTests.class)).isFalse();
	}

	@Test
	void compileIsCalledInStaticInitializersOnly() {
		noClasses().should()
			.callMethodWhere(DescribedPredicate.describe("Pattern.compile is called elsewhere",
					(call) -> compiles(call) && !call.getOrigin().getName().equals("<clinit>")))
			.check(CLASSES);
	}

	@Test
	void expressionsAreNotGivenAsStrings() {
		noClasses().should()
			.callMethodWhere(
					DescribedPredicate.describe("an expression is a string", RegularExpressionTests::takesExpression))
			.check(CLASSES);
	}

	@Test
	void expressionsAreFoundWhereTheyAreCompiled() {
		long compiled = CLASSES.stream()
			.flatMap((type) -> type.getMethodCallsFromSelf().stream())
			.filter(RegularExpressionTests::compiles)
			.count();
		assertThat(expressions().filter((expression) -> !expression.isConstraint())).hasSize((int) compiled);
	}

	@Test
	void expressionsAreFoundInConstraintsOfElements() {
		assertThat(expressions().filter(Expression::isConstraint)).extracting(Expression::name)
			.contains("CreateProviderRequest.fromEmail", "CreateProviderRequest.variables");
	}

	@ParameterizedTest
	@MethodSource("expressions")
	void matchWhenInputIsLongIsLinearOnSmallStack(Expression expression) throws InterruptedException {
		List<Input> inputs = Input.all(expression.pattern().pattern());
		assertThat(matchOnSmallStack(expression, inputs)).isNull();
		inputs.sort(Comparator.comparingLong(Input::looks).reversed());
		assertThat(matchOnSmallStack(expression,
				inputs.stream().limit(LONG_INPUTS).map((input) -> input.ofLength(LONG)).toList()))
			.isNull();
	}

	@Test
	void matchOnSmallStackWhenExpressionRecursesFindsError() throws InterruptedException {
		Pattern pattern = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*");
		assertThat(matchOnSmallStack(new Expression("recursive", pattern, false, false), Input.all(pattern.pattern())))
			.isInstanceOf(StackOverflowError.class);
	}

	@Test
	void matchOnSmallStackWhenExpressionIsQuadraticFindsError() throws InterruptedException {
		Pattern pattern = Pattern.compile("[a-z]+@");
		assertThat(matchOnSmallStack(new Expression("quadratic", pattern, true, false), Input.all(pattern.pattern())))
			.isInstanceOf(AssertionError.class)
			.hasMessageContaining("'aaa");
	}

	private static @Nullable Throwable matchOnSmallStack(Expression expression, List<Input> inputs)
			throws InterruptedException {
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		Thread thread = new Thread(null, () -> inputs.forEach(expression::match), "small stack", STACK);
		thread.setUncaughtExceptionHandler((ended, ex) -> failure.set(ex));
		thread.start();
		thread.join();
		return failure.get();
	}

	static Stream<Expression> expressions() {
		return CLASSES.stream().flatMap((type) -> {
			boolean compiles = type.getMethodCallsFromSelf().stream().anyMatch(RegularExpressionTests::compiles);
			boolean searches = type.getMethodCallsFromSelf().stream().anyMatch(RegularExpressionTests::searches);
			Stream<Expression> compiled = compiles ? compiled(type.reflect(), searches) : Stream.empty();
			return Stream.concat(compiled, constraints(type));
		});
	}

	private static Stream<Expression> compiled(Class<?> type, boolean searches) {
		return Stream.of(type.getDeclaredFields())
			.filter((field) -> field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers())
					&& Modifier.isFinal(field.getModifiers()))
			.map((field) -> new Expression(name(field), value(field), searches, false));
	}

	private static Stream<Expression> constraints(JavaClass type) {
		boolean optional = type.getPackageName().startsWith("ai.sendmux.spring.boot.autoconfigure");
		return optional ? Stream.empty() : Stream.of(type.reflect().getDeclaredFields()).flatMap((field) -> {
			List<AnnotatedElement> elements = new ArrayList<>(List.of(field));
			if (field.getAnnotatedType() instanceof AnnotatedParameterizedType container) {
				elements.addAll(List.of(container.getAnnotatedActualTypeArguments()));
			}
			return elements.stream()
				.map((element) -> element.getAnnotation(jakarta.validation.constraints.Pattern.class))
				.filter((constraint) -> constraint != null)
				.map((constraint) -> new Expression(name(field), Pattern.compile(constraint.regexp()), false, true));
		});
	}

	private static boolean compiles(JavaCall<?> call) {
		return call.getTargetOwner().isEquivalentTo(Pattern.class) && call.getName().equals("compile");
	}

	private static boolean searches(JavaCall<?> call) {
		return call.getTargetOwner().isEquivalentTo(Matcher.class) && !call.getName().equals("matches");
	}

	private static boolean takesExpression(JavaCall<?> call) {
		boolean string = call.getTargetOwner().isEquivalentTo(String.class)
				&& Set.of("matches", "replaceAll", "replaceFirst", "split", "splitWithDelimiters")
					.contains(call.getName());
		return string || (call.getTargetOwner().isEquivalentTo(Pattern.class) && call.getName().equals("matches"));
	}

	private static String name(Field field) {
		return field.getDeclaringClass().getSimpleName() + "." + field.getName();
	}

	private static Pattern value(Field field) {
		try {
			field.setAccessible(true);
			return (Pattern) field.get(null);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A regular expression.
	 *
	 * @param name where it stands
	 * @param pattern the expression
	 * @param searches whether it may match a part of the input
	 * @param isConstraint whether it is in an annotation
	 */
	private record Expression(String name, Pattern pattern, boolean searches, boolean isConstraint) {

		void match(Input input) {
			Matcher matcher = this.pattern.matcher(input);
			boolean matches = this.searches ? matcher.find() : matcher.matches();
			assertThat(input.looks()).as("looks at '%s', which matches: %s", input, matches).isPositive();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * A start, a part that is repeated, and an end, which counts how often it is looked
	 * at.
	 */
	private static final class Input implements CharSequence {

		private static final String PUNCTUATION = "\"'+-/:=~";

		private final String start;

		private final String part;

		private final String end;

		private final int length;

		private long looks;

		private Input(String start, String part, String end, int length) {
			this.start = start;
			this.part = part;
			this.end = end;
			this.length = length;
		}

		/**
		 * Create inputs of the words and characters of an expression.
		 */
		static List<Input> all(String expression) {
			Set<String> words = new LinkedHashSet<>(List.of("", "a", "a@", "a@a.", "127.0", "a_"));
			Set<String> parts = new LinkedHashSet<>(List.of("a", "A", "0", "_", ".", "@", " ", "\n", "\u00E9"));
			Pattern.compile("[A-Za-z]{2,}").matcher(expression).results().forEach((word) -> words.add(word.group()));
			expression.chars()
				.filter((character) -> PUNCTUATION.indexOf(character) >= 0)
				.mapToObj(Character::toString)
				.forEach(parts::add);
			List<Input> inputs = new ArrayList<>();
			for (String start : words) {
				for (String first : parts) {
					for (String second : parts) {
						for (String end : List.of("", "!", "\n")) {
							inputs.add(new Input(start, first.equals(second) ? first : first + second, end, SHORT));
						}
					}
				}
				if (!start.isEmpty()) {
					inputs.add(new Input("", start, "!", SHORT));
				}
			}
			return inputs;
		}

		Input ofLength(int length) {
			return new Input(this.start, this.part, this.end, length);
		}

		long looks() {
			return this.looks;
		}

		@Override
		public int length() {
			return this.length;
		}

		@Override
		public char charAt(int index) {
			this.looks++;
			if (this.looks > (long) LOOKS_PER_CHARACTER * this.length) {
				throw new AssertionError("More than " + this.looks + " looks at " + this);
			}
			if (index < this.start.length()) {
				return this.start.charAt(index);
			}
			int beforeEnd = this.length - this.end.length();
			return (index < beforeEnd) ? this.part.charAt((index - this.start.length()) % this.part.length())
					: this.end.charAt(index - beforeEnd);
		}

		@Override
		public CharSequence subSequence(int start, int end) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String toString() {
			return this.length + " characters '" + this.start + this.part.repeat(5) + "..." + this.end + "'";
		}

	}

}
