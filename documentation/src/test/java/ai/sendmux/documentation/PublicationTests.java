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

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each module says what Maven Central asks for, or is never published.
 */
class PublicationTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final String BOM = "sendmux-spring-boot-bom";

	private static final XPath XPATH = XPathFactory.newInstance().newXPath();

	static Stream<String> publishedModules() {
		return modules().filter((module) -> !isLeftOut(module));
	}

	static Stream<String> publishedJars() {
		return publishedModules().filter((module) -> !module.equals(BOM));
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "description", "url", "licenses/license/name", "licenses/license/url",
			"developers/developer/name", "scm/connection", "scm/developerConnection", "scm/url" })
	void parentPomHasElement(String element) {
		assertThat(values("pom.xml", "/project/" + element)).singleElement().asString().isNotBlank();
	}

	@Test
	void developerNameIsThatOfOrganization() {
		assertThat(values("pom.xml", "/project/developers/developer/name"))
			.isEqualTo(values("pom.xml", "/project/organization/name"));
		assertThat(values("pom.xml", "/project/developers/developer/email")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "@child.project.url.inherit.append.path", "scm/@child.scm.connection.inherit.append.path",
			"scm/@child.scm.developerConnection.inherit.append.path", "scm/@child.scm.url.inherit.append.path" })
	void urlInheritanceDoesNotAppendModulePath(String attribute) {
		assertThat(values("pom.xml", "/project/" + attribute)).containsExactly("false");
	}

	@Test
	void publishedModulesAreClientStartersSandboxAndBom() {
		assertThat(publishedModules()).containsExactly("sendmux-spring-boot-autoconfigure",
				"sendmux-spring-boot-starter", "sendmux-spring-boot-sandbox", "sendmux-spring-boot-starter-test", BOM);
	}

	@Test
	void bomHasExactlyPublishedJars() {
		assertThat(values(BOM + "/pom.xml", "/project/dependencyManagement/dependencies/dependency/artifactId"))
			.containsExactlyInAnyOrderElementsOf(publishedJars().toList());
	}

	@Test
	void centralPublishingWhenDeployIsSkippedIsSkipped() {
		assertThat(values("pom.xml", "//plugin[artifactId='central-publishing-maven-plugin']//skipPublishing"))
			.containsExactly("${maven.deploy.skip}");
	}

	@ParameterizedTest
	@MethodSource("publishedModules")
	void moduleHasANameAndADescription(String module) {
		assertThat(values(module + "/pom.xml", "/project/name | /project/description")).hasSize(2)
			.allSatisfy((value) -> assertThat(value).isNotBlank());
	}

	@ParameterizedTest
	@MethodSource("publishedJars")
	void moduleHasAModuleName(String module) {
		assertThat(values(module + "/pom.xml", "//manifestEntries/Automatic-Module-Name")).singleElement()
			.asString()
			.startsWith("ai.sendmux.");
	}

	@ParameterizedTest
	@MethodSource("publishedJars")
	void moduleHasJavadocJar(String module) {
		assertThat(values(module + "/pom.xml", "/project/profiles/profile[id='release']//execution/id"))
			.containsExactly("attach-javadoc");
	}

	@Test
	void releaseHasSourcesBillOfMaterialsAndSignaturesAndIsReproducible() {
		assertThat(values("pom.xml", "/project/profiles/profile[id='release']//execution/goals/goal"))
			.containsExactlyInAnyOrder("check-buildplan", "jar-no-fork", "makeBom", "sign");
		assertThat(values("pom.xml", "/project/properties/project.build.outputTimestamp")).singleElement()
			.asString()
			.isNotBlank();
	}

	private static Stream<String> modules() {
		return values("pom.xml", "/project/modules/module").stream();
	}

	private static boolean isLeftOut(String module) {
		return values(module + "/pom.xml", "/project/properties/maven.deploy.skip").contains("true");
	}

	private static List<String> values(String pom, String expression) {
		try {
			Document document = DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(ROOT.resolve(pom).toFile());
			NodeList nodes = (NodeList) XPATH.evaluate(expression, document, XPathConstants.NODESET);
			return IntStream.range(0, nodes.getLength())
				.mapToObj((i) -> nodes.item(i).getTextContent().strip())
				.toList();
		}
		catch (Exception ex) {
			throw new IllegalStateException(pom + " cannot be searched", ex);
		}
	}

}
