import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Composant, parseIcs, unescapeIcs } from "../../../test/fixtures/ics.ts";
import type { EvenementReunion } from "../lectures/evenement-reunion.ts";
import { renderReunionsIcs } from "./reunion-ics.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
const CONTROLE = /[\u0000-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what the writer takes out
const CONTROLES = /[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g;

const EVENEMENT: EvenementReunion = {
  uid: "3f0c1f7a-8a5e-4b54-9a25-0b3a3c7f3c11@blaise",
  sequence: 2,
  etat: "convoquee",
  titre: "Commission de coordination",
  jour: "2018-10-05",
  heure: "14:00",
  dureeMinutes: 120,
  lieu: "Hôtel de ville, salle 3",
  description: "Ordre du jour :\n1. Objectifs",
  url: "https://blaise.exemple.fr/t/200068666/commission/reunions/4",
  organisateur: { nom: "CA de Saint-Dizier, Der et Blaise", courriel: "ne-pas-repondre@exemple.fr" },
  invite: { nom: "Service logement", courriel: "logement@mairie.exemple" },
};
const write = (change: Partial<EvenementReunion> = {}, methode: "PUBLISH" | "REQUEST" | "CANCEL" = "REQUEST") =>
  renderReunionsIcs({
    nom: null,
    methode,
    evenements: [{ ...EVENEMENT, ...change }],
    maintenant: "2018-09-20T08:15:00.000Z",
  });

function only(agenda: Composant, nom: string): Composant {
  const found = agenda.enfants.filter((enfant) => enfant.nom === nom);
  expect(found).toHaveLength(1);
  return found[0] as Composant; // its length was just read
}

describe("an event", () => {
  it("is the same for ever: identity, rank, method, state", () => {
    const agenda = parseIcs(write());
    expect(agenda.valeur("VERSION")).toBe("2.0");
    expect(agenda.valeur("METHOD")).toBe("REQUEST");
    const event = only(agenda, "VEVENT");
    expect(event.valeur("UID")).toBe(EVENEMENT.uid);
    expect(event.valeur("SEQUENCE")).toBe("2");
    expect(event.valeur("STATUS")).toBe("CONFIRMED");
    expect(event.valeur("DTSTAMP")).toBe("20180920T081500Z");
    expect(event.valeur("URL")).toBe(EVENEMENT.url);
    expect(event.ligne("ORGANIZER")).toMatch(
      /^ORGANIZER;CN="CA de Saint-Dizier, Der et Blaise":mailto:ne-pas-repondre@exemple\.fr$/i,
    );
    expect(event.ligne("ATTENDEE")).toMatch(/CN="Service logement".*:mailto:logement@mairie\.exemple$/i);
    expect(unescapeIcs(event.valeur("LOCATION"))).toBe(EVENEMENT.lieu);
    expect(unescapeIcs(event.valeur("DESCRIPTION"))).toBe(EVENEMENT.description);
  });

  it("cancelled, says it twice", () => {
    const agenda = parseIcs(write({ etat: "annulee", sequence: 3 }, "CANCEL"));
    expect(agenda.valeur("METHOD")).toBe("CANCEL");
    expect(only(agenda, "VEVENT").valeur("STATUS")).toBe("CANCELLED");
    expect(only(parseIcs(write({ etat: "preparation" })), "VEVENT").valeur("STATUS")).toBe("TENTATIVE");
  });

  it("is at the time of Paris, whatever the zone of the server, with the zone beside it", () => {
    const agenda = parseIcs(write({ heure: "23:30", dureeMinutes: 90 }));
    const event = only(agenda, "VEVENT");
    expect(event.ligne("DTSTART")).toBe("DTSTART;TZID=Europe/Paris:20181005T233000");
    expect(event.ligne("DTEND")).toBe("DTEND;TZID=Europe/Paris:20181006T010000");
    const zone = only(agenda, "VTIMEZONE");
    expect(zone.valeur("TZID")).toBe("Europe/Paris");
    expect(zone.enfants.map((one) => [one.nom, one.valeur("TZOFFSETTO"), one.valeur("RRULE")])).toEqual([
      ["DAYLIGHT", "+0200", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"],
      ["STANDARD", "+0100", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"],
    ]);
  });

  /** The VTIMEZONE's offsets, against those that the runtime has of Paris. */
  it.each([2018, 2019, 2024, 2030])("changes its hour in %i when Paris does", (annee) => {
    const offset = (iso: string) =>
      new Intl.DateTimeFormat("en", { timeZone: "Europe/Paris", timeZoneName: "longOffset" })
        .formatToParts(new Date(iso))
        .find(({ type }) => type === "timeZoneName")?.value;
    for (const [mois, avant, apres] of [
      [2, "GMT+01:00", "GMT+02:00"],
      [9, "GMT+02:00", "GMT+01:00"],
    ] as const) {
      const fin = new Date(Date.UTC(annee, mois + 1, 0));
      const dimanche = new Date(Date.UTC(annee, mois, fin.getUTCDate() - fin.getUTCDay())).toISOString().slice(0, 10);
      expect([offset(`${dimanche}T00:59:00Z`), offset(`${dimanche}T01:01:00Z`)]).toEqual([avant, apres]);
    }
  });
});

test("a title, a place or a name adds no line and no parameter, and comes back as it was", () => {
  const mechant = fc.oneof(
    fc.string({ unit: "binary", maxLength: 120 }),
    fc.constantFrom(
      'x"\r\nATTENDEE:mailto:x@y.z',
      "a\nEND:VEVENT\nBEGIN:VEVENT",
      "a;b,c\\n:d",
      '";X=1:',
      "é".repeat(200),
      "😀".repeat(60),
    ),
  );
  fc.assert(
    fc.property(mechant, mechant, mechant, (titre, lieu, nom) => {
      const ics = write({
        titre,
        lieu,
        invite: { nom, courriel: "a@b.fr" },
        organisateur: { nom, courriel: "c@d.fr" },
      });
      for (const ligne of ics.split("\r\n")) {
        expect(Buffer.byteLength(ligne)).toBeLessThanOrEqual(75);
        expect(ligne).not.toMatch(CONTROLE);
      }
      const event = only(parseIcs(ics), "VEVENT");
      const noms = event.lignes.map((ligne) => ligne.split(/[;:]/)[0]);
      expect(noms.toSorted()).toEqual(expect.arrayContaining(["ATTENDEE", "ORGANIZER", "SUMMARY", "UID"]));
      expect(noms.filter((one) => one === "ATTENDEE")).toHaveLength(1);
      const plain = (texte: string) => Buffer.from(texte.replaceAll(CONTROLES, " ").trim()).toString();
      expect(unescapeIcs(event.valeur("SUMMARY"))).toBe(plain(titre));
      expect(event.ligne("ATTENDEE")).toMatch(
        /^ATTENDEE;ROLE=REQ-PARTICIPANT;(RSVP=FALSE;)?CN="[^"]+":MAILTO:a@b\.fr$/i,
      );
    }),
  );
});

test("a calendar of many has its name and one event each, to be shown and not answered", () => {
  const evenements = [EVENEMENT, { ...EVENEMENT, uid: "autre@blaise", jour: "2019-03-31" }].map((one) => ({
    ...one,
    invite: null,
  }));
  const agenda = parseIcs(
    renderReunionsIcs({ nom: "Réunions", methode: "PUBLISH", evenements, maintenant: "2018-09-20T08:15:00.000Z" }),
  );
  expect(agenda.valeur("X-WR-CALNAME")).toBe("Réunions");
  expect(agenda.enfants.map(({ nom }) => nom)).toEqual(["VTIMEZONE", "VEVENT", "VEVENT"]);
  expect(agenda.enfants.flatMap((one) => one.lignes).some((ligne) => ligne.startsWith("ATTENDEE"))).toBe(false);
});
