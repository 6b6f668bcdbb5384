import type { Context } from "hono";
import { abandonVersion } from "#engagements/actes/convention/abandon-version.ts";
import { addSignataire } from "#engagements/actes/convention/add-signataire.ts";
import { recordEtape } from "#engagements/actes/convention/record-etape.ts";
import { removeSignataire } from "#engagements/actes/convention/remove-signataire.ts";
import { signVersion } from "#engagements/actes/convention/sign-version.ts";
import { chooseApplication } from "#engagements/lectures/convention/choose-application.ts";
import { ETAPES } from "#engagements/regles/convention/etape.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, coche, jour, jourOuVide, numeroCache } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, Suite } from "#socle/routes/page-actes.ts";
import { readPartie } from "#socle/routes/serveur/input.ts";
import type { Site } from "#socle/routes/site.ts";
import { reprendreObjectifs } from "../lectures/reprendre-objectifs.ts";
import { PARTIES_VERSION, renderVersionPage } from "../pages/version-page.tsx";
import { numeroOf, readToday, versionProps, viseeOf } from "./convention-lecture.ts";
import { applicationChoisie } from "./convention-saisie.ts";

const MODIFIER = garde("objectif", "modifier", { partout: true });

/** A refused act is shown where its form is. */
export async function showVersion(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const convention = await readToday(site, c, c.req.param("epci") ?? "");
  const props = await versionProps(site, c, convention, numeroOf(c), etat);
  const asked = etat.acte === null ? readPartie(c.req.query(), PARTIES_VERSION) : "etapes";
  return renderVersionPage({ ...props, partie: props.lue.depuis === null && asked !== "actions" ? null : asked });
}

export const ENREGISTRER_ETAPE = defineActe({
  chemin: "etapes",
  droit: garde("objectif", "valider", { partout: true }),
  annonce: "L’étape est enregistrée.",
  champs: {
    nature: choix("Étape", [...ETAPES, "bilan-annuel", "accord-confirme"]),
    date: jourOuVide("Date de l’acte"),
    date_inconnue: coche(),
    acte: brut(),
  },
  run: (lieu, { nature, date, date_inconnue, acte }) =>
    recordEtape(lieu, { ...viseeOf(lieu), etape: { nature, date: date_inconnue ? null : date, acte } }),
});

export const AJOUTER_SIGNATAIRE = defineActe({
  chemin: "signataires",
  droit: MODIFIER,
  annonce: "Le signataire est inscrit.",
  defaire: { par: "signataire-retire", quoi: "l’inscription de ce signataire", vise: ["signataire"] },
  champs: { organisation: numeroCache(), nom: brut(), qualite: brut(), siren: brut() },
  run: async (lieu, { organisation, nom, qualite, siren }) => {
    const organisations = await lieu.base.habilitations.organisations(lieu.epci);
    const known = organisations.find(({ id }) => id === organisation);
    const signataire = {
      organisation: known?.id ?? null,
      nom: known?.nom ?? nom,
      qualite,
      siren: known?.siren ?? (siren.replace(/\s/g, "") || null),
    };
    return new Suite({ annuler: await addSignataire(lieu, { ...viseeOf(lieu), signataire }) });
  },
});

export const RETIRER_SIGNATAIRE = defineActe({
  chemin: "signataires/retirer",
  droit: MODIFIER,
  annonce: "Le signataire est retiré.",
  champs: { signataire: numeroCache() },
  run: (lieu, choisi) => removeSignataire(lieu, { ...viseeOf(lieu), ...choisi }),
});

export const SIGNER = defineActe({
  chemin: "signatures",
  droit: garde("objectif", "valider"),
  annonce: "La signature est enregistrée.",
  champs: { signataire: numeroCache(), le: jour("Date de la signature") },
  run: (lieu, signature) => signVersion(lieu, { ...viseeOf(lieu), ...signature }),
});

export const CHOISIR_APPLICATION = defineActe({
  chemin: "application",
  droit: MODIFIER,
  annonce: "L’application à l’année en cours est enregistrée.",
  champs: { application: applicationChoisie() },
  run: (lieu, choisi) => chooseApplication(lieu, { ...viseeOf(lieu), ...choisi }),
});

export const REPRENDRE = defineActe({
  chemin: "reprise",
  droit: MODIFIER,
  annonce: "Les objectifs du fichier sont repris dans ce projet.",
  champs: { confirme: coche() },
  run: (lieu, { confirme }) => {
    checkConfirme(confirme, "Cochez la case\u00A0: les objectifs de ce projet seront remplacés.");
    return reprendreObjectifs(lieu, viseeOf(lieu));
  },
});

export const ABANDONNER = defineActe({
  chemin: "abandonner",
  droit: MODIFIER,
  annonce: "Le projet est abandonné.",
  champs: { confirme: coche() },
  run: async (lieu, { confirme }) => {
    checkConfirme(confirme, "Cochez la case\u00A0: le projet et tout ce qu’il contient seront effacés.");
    const visee = viseeOf(lieu);
    await abandonVersion(lieu, visee);
    return new Suite({ chemin: visee.numero === 0 ? "convention" : "avenants" });
  },
});

/** Refuses `a-confirmer`: the next act cannot be undone. */
export function checkConfirme(confirme: boolean, message: string): void {
  if (!confirme) throw conflit("a-confirmer", message);
}
