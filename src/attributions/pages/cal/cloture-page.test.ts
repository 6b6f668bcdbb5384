import { expect, it } from "vitest";
import { SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { CADRE, EPCI, expectSoundPage, textOf } from "../../../../test/fixtures/pages.ts";
import type { NotificationPrevue } from "../../actes/cal/notifier.ts";
import type { SeanceLue } from "../../lectures/cal/seance-lue.ts";
import { renderCloturePage } from "./cloture-page.tsx";

/** What the page reads of a session, and no more. */
const LUE = {
  seance: { id: 1, nomBailleur: "Bailleur d’essai", tenueLe: "2018-12-03", etat: "close" },
  reference: "CAL-2018-001",
  quorum: { phrase: "Le quorum est atteint." },
  secretaire: true,
} as unknown as SeanceLue;

const prevue = (phrases: readonly string[] | null, notifiee = false): NotificationPrevue => ({
  decision: {} as NotificationPrevue["decision"],
  logement: phrases === null ? null : "T3, 12 rue de l’Essai",
  candidat: phrases === null ? "candidat effacé" : "candidat\u00A01",
  reference: null,
  resume: "Non-attribution",
  phrases,
  notifiee,
});

const render = (...notifications: readonly NotificationPrevue[]) => {
  const html = renderCloturePage({
    cadre: CADRE,
    epci: EPCI,
    lue: LUE,
    manques: [],
    notifications,
    empreinte: null,
    refus: SANS_REFUS,
    jeton: "j",
    annonce: null,
  });
  expectSoundPage(html);
  return textOf(html);
};

it("tells of a household erased since, and counts it among those to be told no more", () => {
  const page = render(prevue(["Elle ne vous attribue pas ce logement."]), prevue(null));
  expect(page).toContain("Notifier 1 décision");
  expect(page).toContain("Non-attribution. Logement effacé. Ne sera pas notifiée");
  expect(page).toContain("La demande de ce ménage est effacée");
});

it("offers to notify nothing once all are erased, and still says which had been told", () => {
  const page = render(prevue(null), prevue(null, true));
  expect(page).not.toMatch(/Notifier \d/);
  expect(page).toContain("Logement effacé. Notifiée");
});
