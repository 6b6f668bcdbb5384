import type { Context } from "hono";
import type { Base } from "#socle/lectures/base.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, SANS_ACTE, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { annulerSuccession, ecrireSuccession, nommerBailleur } from "../../actes/bailleur/ecrire-succession.ts";
import { voirSuccession } from "../../lectures/bailleur/voir-succession.ts";
import { type BailleursProps, renderBailleursPage } from "../../pages/bailleur/bailleurs-page.tsx";
import { PAGE_BAILLEURS } from "../../pages/bailleur/libelles.ts";
import { readSuccession } from "./succession-saisie.ts";

/** An act concerns several bailleurs. */
const CHANGER = garde("lot", "creer", { partout: true });

/** `/t/:epci/donnees/bailleurs`: the territory's bailleurs, their names, and the acts by which one succeeds another. */
export function bailleursRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: PAGE_BAILLEURS,
    droit: CHANGER,
    show: (_, c, etat) => showBailleurs(site, c, etat, null),
    actes: { ecrit: ECRIRE, nomme: NOMMER, annule: ANNULER },
  });
}

async function showBailleurs(
  site: Site,
  c: Context<Env>,
  { acte, saisie, refus, annonce }: EtatPage,
  effet: BailleursProps["effet"],
): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const typed = acte === "ecrit" ? saisie : {};
  const [connus, actes, communes] = await Promise.all([
    base.bailleurs.connus(epci),
    base.bailleurs.actes(epci),
    base.territoires.perimetre(epci),
  ]);
  return renderBailleursPage({
    cadre,
    connus,
    actes,
    noms: new Map(communes.map(({ commune, nom }) => [commune, nom])),
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce,
    saisie: typed,
    refus,
    effet,
    residences: await readResidences(base, epci, typed),
  });
}

async function readResidences(base: Base, epci: string, saisie: SaisieFormulaire) {
  const asked = valeurDe(saisie, "geste") === "residences" || Object.keys(saisie).some((nom) => nom.startsWith("r."));
  const siren = valeurDe(saisie, "siren");
  return asked && /^\d{9}$/.test(siren) ? base.bailleurs.residences(epci, siren) : [];
}

/** Field of each refusal. */
const CHAMPS: Readonly<Record<string, string>> = {
  "succession-acte": "acte",
  "motif-a-relire": "acte",
  "succession-a-venir": "jour",
  "texte-longueur": "acte",
  "texte-nir": "acte",
  "texte-sante": "acte",
};

/** Shows the effect first; a second press writes. */
const ECRIRE = defineActe({
  chemin: "",
  droit: CHANGER,
  annonce: "L’acte est écrit. Les baux, les objectifs et les résidences sont comptés de nouveau.",
  defaire: { par: "annule", quoi: "l’écriture de cet acte", vise: ["id"] },
  champDe: ({ code }) => CHAMPS[code],
  champs: { geste: brut() },
  run: async ({ site, c, base, epci, aujourdhui }, { geste }, saisie) => {
    const typed = { ...SANS_ACTE, acte: "ecrit", saisie };
    // The choice of résidences comes before the rest is complete.
    if (geste === "residences") return c.html(await showBailleurs(site, c, typed, null));
    const succession = readSuccession(saisie, epci, aujourdhui);
    if (geste === "ecrire") {
      const [premiere, ...autres] = await ecrireSuccession(base, succession);
      // A merger is one act a bailleur, each taken back on its own.
      return new Suite({ annuler: autres.length === 0 ? premiere?.id : null });
    }
    return c.html(await showBailleurs(site, c, typed, await voirSuccession(base, succession)));
  },
});

const NOMMER = defineActe({
  chemin: "noms",
  droit: CHANGER,
  annonce: "Le nom est enregistré.",
  champs: { siren: brut(), nom: brut() },
  run: ({ base, epci }, bailleur) => nommerBailleur(base, { epci, ...bailleur }),
});

const ANNULER = defineActe({
  chemin: ":id/annuler",
  droit: CHANGER,
  annonce: "L’acte est annulé. Les baux, les objectifs et les résidences sont comptés de nouveau.",
  champs: {},
  run: ({ base, epci, numero }) => annulerSuccession(base, { epci, id: numero("id") }),
});
