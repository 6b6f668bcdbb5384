import { describe, expect, test } from "vitest";
import { writeMessage } from "./convocation-message.ts";
import type { ReunionLue } from "./reunion-lire.ts";

/** Each word is unique, so that a misplaced one is detected. */
const LUE = {
  reunion: { id: 7, titre: "Bilan de\n2017", annulation: "salle prise", visio: "https://visio.invalid/7" },
  instance: { nom: "Commission de coordination" },
  territoire: { epci: "200068666", nom: "Saint-Dizier, Der & Blaise" },
  quand: "lundi 3 décembre 2018, 14 h",
  ou: "Salle du conseil",
  points: [{ titre: "Mesures" }, { titre: "Cas bloqués" }],
  pieces: [{ titre: "Pack du trimestre" }, { titre: "Note" }],
} as unknown as ReunionLue; // what the message does not say is left out

const FIN = [
  "",
  "La réunion dans Blaise\u00A0:",
  "https://blaise.invalid/t/200068666/commission/reunions/7",
  "",
  "Saint-Dizier, Der & Blaise, Commission de coordination",
  "Ce message est envoyé par Blaise. Répondez à la personne qui vous convoque, et non à cette adresse.",
];
const FAITS = [
  "",
  "Instance\u00A0: Commission de coordination",
  "Objet\u00A0: Bilan de\n2017",
  "Quand\u00A0: lundi 3 décembre 2018, 14 h (heure de Paris)",
  "Où\u00A0: Salle du conseil",
];
const LIEN = "Lien\u00A0: https://visio.invalid/7";
const ORDRE = ["", "Ordre du jour\u00A0:", "1. Mesures", "2. Cas bloqués"];
const JOINTS = ["", "L’ordre du jour (PDF) et l’événement à mettre dans votre agenda sont joints."];

const write = (lue: ReunionLue, methode: "REQUEST" | "CANCEL", sequence: number) =>
  writeMessage(lue, { methode, sequence }, "https://blaise.invalid");

describe("what a member receives, to the line", () => {
  test("convened, with what is to be read before", () => {
    const { sujet, texte } = write(LUE, "REQUEST", 0);
    expect(sujet).toBe("Convocation\u00A0: Bilan de 2017, lundi 3 décembre 2018, 14 h");
    expect(texte).toBe(
      [
        "Bonjour,",
        "",
        "Vous êtes convoqué à cette réunion.",
        ...FAITS,
        LIEN,
        ...ORDRE,
        "",
        "Pièces jointes, à lire dans Blaise\u00A0:",
        "- Pack du trimestre",
        "- Note",
        ...JOINTS,
        ...FIN,
      ].join("\n"),
    );
  });

  test("again, without a link nor papers", () => {
    const sans = { ...LUE, pieces: [], reunion: { ...LUE.reunion, visio: null } };
    const { sujet, texte } = write(sans, "REQUEST", 1);
    expect(sujet).toMatch(/^Convocation modifiée\u00A0: /);
    expect(texte).toBe(
      [
        "Bonjour,",
        "",
        "Cette convocation remplace celle que vous aviez reçue pour la même réunion.",
        ...FAITS,
        ...ORDRE,
        ...JOINTS,
        ...FIN,
      ].join("\n"),
    );
  });

  test.each([
    ["for the reason that was written", "salle prise", "salle prise"],
    ["for none", null, "non écrit"],
  ])("called off %s", (_, annulation, motif) => {
    const { sujet, texte } = write({ ...LUE, reunion: { ...LUE.reunion, annulation } }, "CANCEL", 2);
    expect(sujet).toMatch(/^Annulation\u00A0: /);
    expect(texte).toBe(
      [
        "Bonjour,",
        "",
        "La réunion prévue le lundi 3 décembre 2018, 14 h est annulée.",
        "Instance\u00A0: Commission de coordination",
        `Motif\u00A0: ${motif}`,
        "L’événement joint la retire de votre agenda.",
        ...FIN,
      ].join("\n"),
    );
  });
});
