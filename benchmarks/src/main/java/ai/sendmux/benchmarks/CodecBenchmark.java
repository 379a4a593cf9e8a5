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

package ai.sendmux.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.TimeUnit;

import ai.sendmux.http.DataReader;
import ai.sendmux.providers.CreateProviderRequest;
import ai.sendmux.providers.Provider;
import ai.sendmux.providers.SmtpProtocol;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.ObjectReader;

/**
 * The codec alone. It is internal to the client, so method handles lead to it; constant
 * ones cost no more than a call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = { "-Xms512m", "-Xmx512m", "-XX:+UseSerialGC" })
public class CodecBenchmark {

	private static final MethodHandle WRITE = write();

	private final CreateProviderRequest request = CreateProviderRequest.builder()
		.name("Transactional SMTP")
		.smtpHost("smtp.example.com")
		.smtpPort(587)
		.smtpProtocol(SmtpProtocol.STARTTLS)
		.smtpUsername("api-user")
		.smtpPassword("smtp-password")
		.build();

	private final ObjectReader reader = reader();

	private final byte[] response = StubResponses.created();

	/**
	 * Encode a request.
	 * @return its body
	 * @throws Throwable if the codec fails
	 */
	@Benchmark
	public Object encodeRequest() throws Throwable {
		return (byte[]) WRITE.invokeExact((Object) this.request);
	}

	/**
	 * Decode a response.
	 * @return what it contains
	 */
	@Benchmark
	public Object decodeResponse() {
		return this.reader.readValue(this.response);
	}

	private static MethodHandle write() {
		try {
			Class<?> codec = Class.forName(DataReader.class.getPackageName() + ".ApiJson");
			return lookup().findStatic(codec, "write", MethodType.methodType(byte[].class, Object.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ObjectReader reader() {
		try {
			Object provider = lookup()
				.findStatic(DataReader.class, "of", MethodType.methodType(DataReader.class, Class.class))
				.invoke(Provider.class);
			return (ObjectReader) lookup()
				.findVirtual(DataReader.class, "reader", MethodType.methodType(ObjectReader.class))
				.invoke(provider);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MethodHandles.Lookup lookup() throws IllegalAccessException {
		return MethodHandles.privateLookupIn(DataReader.class, MethodHandles.lookup());
	}

}
