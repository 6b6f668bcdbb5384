import { describe, expect, it } from "vitest";
import { checkMotDePasse } from "./mot-de-passe.ts";

const PERSONNE = { courriel: "camille.durand@saint-dizier.fr", prenom: "Camille", nom: "Durand-Lefebvre" };

function codeOf(motDePasse: string): string {
  try {
    checkMotDePasse(motDePasse, PERSONNE);
    return "accepté";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "défaut";
  }
}

describe("passwords", () => {
  it.each([
    ["", "mot-de-passe-court"],
    ["onze signes", "mot-de-passe-court"],
    ["🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑", "mot-de-passe-court"],
    ["a".repeat(257), "mot-de-passe-long"],
    ["aaaaaaaaaaaaaaaa", "mot-de-passe-courant"],
    ["123456789012", "mot-de-passe-courant"],
    ["azertyuiop123", "mot-de-passe-courant"],
    ["qsdfghjklm2024", "mot-de-passe-courant"],
    ["motdepasse123", "mot-de-passe-courant"],
    ["Mot de passe 2026 !", "mot-de-passe-courant"],
    ["P@ssw0rd12345", "mot-de-passe-courant"],
    ["passwordpassword", "mot-de-passe-courant"],
    ["Bonjour2026!!!", "mot-de-passe-courant"],
    ["soleilsoleil1", "mot-de-passe-courant"],
    ["JeTaime123456", "mot-de-passe-courant"],
    ["administrateur1", "mot-de-passe-courant"],
    ["camilledurand", "mot-de-passe-courant"],
    ["Durand_Lefebvre_52", "mot-de-passe-courant"],
    ["saintdizier2026", "mot-de-passe-courant"],
    ["abcabcabcabc", "mot-de-passe-courant"],
    ["01/01/1980 2024", "mot-de-passe-courant"],
    ["tortue marée violon", "accepté"],
    ["le chat dort sur le toit gris", "accepté"],
    ["kX9$vQ2mLw7p", "accepté"],
    ["8391 5527 0164 9930", "accepté"],
    ["camille aime les girafes bleues", "accepté"],
    ["Ces 3 noisettes roulent", "accepté"],
  ])("%s : %s", (motDePasse, attendu) => {
    expect(codeOf(motDePasse)).toBe(attendu);
  });
});
