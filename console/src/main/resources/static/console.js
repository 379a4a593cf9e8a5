// A request without a response changes nothing on the page: this reports that it failed.
document.addEventListener("htmx:sendError", () => {
	const notice = document.createElement("p");
	notice.className = "notice error unreachable";
	notice.textContent = "The application is not reachable. Check that it is running, then try again.";
	document.getElementById("messages")?.replaceChildren(notice);
});

// A row can be gone when the result of its action arrives, for example after a change of the filter.
function resultsOf(account) {
	return document.getElementById(`results-${account}`) ?? document.getElementById("results");
}

let kept = [];

document.addEventListener("htmx:beforeSwap", (event) => {
	document.querySelector(".unreachable")?.remove();
	const target = event.detail.target;
	if (target.id.startsWith("results-") && !target.isConnected) {
		event.detail.target = resultsOf(target.id.slice("results-".length));
	}
	if (target.id === "accounts") {
		kept = [...document.querySelectorAll("#accounts .result")];
	}
});

document.addEventListener("htmx:afterSwap", () => {
	for (const template of document.querySelectorAll(".result template[data-replaces]")) {
		const place = document.getElementById(template.dataset.replaces);
		const focused = place?.contains(document.activeElement);
		place?.replaceChildren(template.content);
		template.remove();
		if (place) {
			htmx.process(place);
			if (focused) {
				place.querySelector("button")?.focus();
			}
		}
	}
	kept.forEach((result) => resultsOf(result.dataset.account).append(result));
	kept = [];
	for (const result of document.querySelectorAll(".result[data-gone]")) {
		document.getElementById("results").append(result);
		document.getElementById(`account-${result.dataset.account}`)?.remove();
	}
});

document.addEventListener("click", (event) => {
	event.target.closest(".dismiss")?.closest(".result").remove();
	const copied = event.target.closest("[data-copies]")?.dataset.copies;
	if (copied) {
		navigator.clipboard.writeText(document.getElementById(copied).textContent)
			.then(() => event.target.textContent = "Copied");
	}
});

document.addEventListener("change", (event) => {
	const name = event.target.dataset?.marks;
	if (name) {
		document.getElementsByName(name).forEach((box) => box.checked = event.target.checked);
	}
});
