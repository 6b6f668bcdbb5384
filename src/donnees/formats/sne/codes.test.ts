import { describe, expect, test } from "vitest";
import { Defaut, type Lecteur } from "../values/defaut.ts";
import { communeSne, estAttribution, estHlm, indicateur, motifDemande, motifRefus, typologie } from "./codes.ts";

/** The value read, or the defect: none, a warning, or a refused cell. */
const lire = (lecteur: Lecteur<unknown>, texte: string) => {
  const lu = lecteur(texte);
  return lu instanceof Defaut ? [lu.valeur, lu.gravite, lu.code] : [lu];
};

describe("a code of the SNE, or the label that an export writes instead", () => {
  test.each<[string, Lecteur<unknown>, string, readonly unknown[]]>([
    ["typologie", typologie, "", [null]],
    ["typologie", typologie, "C", ["C"]],
    ["typologie", typologie, "Chambre", ["C"]],
    ["typologie", typologie, "T1", ["T1"]],
    ["typologie", typologie, "F5", ["T5"]],
    ["typologie", typologie, "3", ["T3"]],
    ["typologie", typologie, "T1 bis", ["T1"]],
    ["typologie", typologie, "T6", ["T6P"]],
    ["typologie", typologie, "T6P", ["T6P"]],
    ["typologie", typologie, "T6 et plus", ["T6P"]],
    ["typologie", typologie, "9", ["T6P"]],
    ["typologie", typologie, "T0", [null, "AVE", "code-inconnu"]],
    ["typologie", typologie, "T33", [null, "AVE", "code-inconnu"]],
    ["motif de refus", motifRefus, "", [null]],
    ["motif de refus", motifRefus, "loyer", ["loyer"]],
    ["motif de refus", motifRefus, "c’était trop loin", ["autre", "AVE", "code-inconnu"]],
    ["mode de logement", estHlm, "", [null]],
    ["mode de logement", estHlm, "HLM", [true]],
    ["mode de logement", estHlm, "Logement HLM", [true]],
    ["mode de logement", estHlm, "locataire HLM (mutation)", [true]],
    ["mode de logement", estHlm, "SQUAT", [false]],
    ["mode de logement", estHlm, "LP", [false]],
    ["mode de logement", estHlm, "Hébergé", [false]],
    ["mode de logement", estHlm, "XXXXXX", [null, "AVE", "code-inconnu"]],
    ["motif de radiation", estAttribution, "", [null]],
    ["motif de radiation", estAttribution, "RADATT", [true]],
    ["motif de radiation", estAttribution, "attribution d'un logement", [true]],
    ["motif de radiation", estAttribution, "RADREN", [false]],
    ["motif de radiation", estAttribution, "Abandon de la demande", [false]],
    ["motif de radiation", estAttribution, "RADXXX12", [null, "LIG", "code-inconnu"]],
    ["motif de demande", motifDemande, "", [null]],
    ["motif de demande", motifDemande, "1", ["01"]],
    ["motif de demande", motifDemande, "23", ["23"]],
    ["motif de demande", motifDemande, "00", [null, "LIG", "code-inconnu"]],
    ["motif de demande", motifDemande, "24", [null, "LIG", "code-inconnu"]],
    ["motif de demande", motifDemande, "Divorce", ["Divorce"]],
    ["motif de demande", motifDemande, "123", ["123"]],
    ["indicateur", indicateur, "", [null]],
    ["indicateur", indicateur, "1", [true]],
    ["indicateur", indicateur, "Oui", [true]],
    ["indicateur", indicateur, "1,0", [true]],
    ["indicateur", indicateur, "0", [false]],
    ["indicateur", indicateur, "non", [false]],
    ["indicateur", indicateur, "0,0", [false]],
    ["indicateur", indicateur, "2", [null, "LIG", "code-inconnu"]],
    ["commune", communeSne({}), "", [null]],
    ["commune", communeSne({}), "52448 SAINT-DIZIER", ["52448"]],
    ["commune", communeSne({}), "2a004", ["2A004"]],
    ["commune", communeSne({}), "1004", ["01004", "AVE", "zero-perdu"]],
    ["commune", communeSne({}), "0123", [null, "LIG", "code-commune"]],
    ["commune", communeSne({}), "524481", [null, "LIG", "code-commune"]],
    ["commune", communeSne({}), "2A", [null, "LIG", "code-commune"]],
    ["commune", communeSne({}), "Saint-Dizier", [null, "AVE", "commune-libelle"]],
  ])("%s: « %3$s »", (_, lecteur, texte, attendu) => {
    expect(lire(lecteur, texte)).toEqual(attendu);
  });
});
