import type { Context } from "hono";
import { deciderIrrecevabilite } from "#dossier/actes/registre/actes-commission.ts";
import type { FicheRegistre } from "#dossier/lectures/registre/ports.ts";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { COMPLEMENTS, SORTIES_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  brut,
  type Champs,
  choix,
  choixOu,
  coche,
  jourOuVide,
  type Lu,
  plusieurs,
  rien,
  texte,
} from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type Acte, defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  avertirDemande,
  demanderComplement,
  leverAvertissement,
  radierDemande,
  reactiverDemande,
  renouvelerDemande,
} from "../../actes/registre/actes-guichet.ts";
import { enregistrerDemande } from "../../actes/registre/enregistrer.ts";
import { rattacherNumero } from "../../actes/registre/rattacher-numero.ts";
import { demanderEnregistrement } from "../../actes/sne-echange/transmettre.ts";
import { actesOn } from "../../lectures/registre/lire-fiche.ts";
import { type ActeForme, renderActePage } from "../../pages/registre/acte-page.tsx";
import { DEMANDE, findFiche, motifOuvert, seuilOuverte, surDemande, surFiche, toFiche } from "./fiche-ouverte.ts";

/** Each act has its form, shown and posted at the same URL, once the file is open. */
export function acteRoutes(site: Site): Routes {
  const app = new Routes();
  for (const forme of Object.keys(ACTES_FICHE) as ActeForme[]) {
    // `forme` is a key of this record: the cast above is safe.
    const acte = ACTES_FICHE[forme];
    const page = pageActes(site, {
      chemin: `${DEMANDE}/${forme}`,
      droit: acte.droit,
      seuil: seuilOuverte(async (c) => (await motifOuvert(site, c)) !== null),
      show: (...vue) => showActe(forme, ...vue),
      actes: { [forme]: acte },
    });
    app.route("/", page);
  }
  return app;
}

const INITIALE: Readonly<Partial<Record<ActeForme, (fiche: FicheRegistre) => SaisieFormulaire>>> = {
  enregistrer: ({ ancienneteLe, deposeeLe }) => ({ anciennete: [ancienneteLe ?? deposeeLe ?? ""] }),
  radier: () => ({ sortie: ["inconnue"] }),
};

async function showActe(acte: ActeForme, site: Site, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  const { epci, cadre } = await openCadre(site, c);
  const fiche = await findFiche(c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const montre = etat.acte === null;
  // Another agent acted in between: the page of the file shows the acts now possible.
  if (montre && !actesOn(c.var.base, epci, fiche, aujourdhui).includes(acte)) return toFiche(c);
  const saisie = montre ? (INITIALE[acte]?.(fiche) ?? {}) : etat.saisie;
  const service = site.deps.serviceSne?.nom ?? null;
  const ouvertes = acte === "enregistrer" ? await c.var.base.transmissions.ofDemandeur(epci, fiche.demandeur) : [];
  const transmission = ouvertes.find(({ nature }) => nature === "enregistrement") ?? null;
  const { numeroDeclare } = fiche;
  const declare = numeroDeclare === null ? null : site.deps.coffre.ouvrir(numeroDeclare, "numero").slice(-4);
  return renderActePage({
    cadre,
    fiche,
    acte,
    etat: { saisie, refus: etat.refus },
    aujourdhui,
    service,
    transmission,
    declare,
  });
}

const CHAMPS: Readonly<Record<string, string>> = {
  "numero-unique-invalide": "numero",
  "numero-connu": "numero",
  "numero-absent": "declare",
  "numero-radie": "declare",
  "sne-ferme": "sne",
  "sne-incomplet": "sne",
  "sne-muet": "sne",
  "sne-non-enregistre": "sne",
  "sne-refuse": "sne",
  "transmission-a-verifier": "sne",
  "transmission-autre-etat": "sne",
  "transmission-incomplete": "sne",
  "demande-date": "anciennete",
  "demande-perimee": "renouvelee",
  "demande-renouvellement": "renouvelee",
  "complement-vide": "quoi",
  "decision-reference": "reference",
};

type Forme<C extends Champs> = Pick<Parameters<typeof defineActe<C>>[0], "champs" | "run"> & {
  readonly annonce: string;
  readonly action?: "lire";
};

function surLaFiche<C extends Champs>({ champs, run, annonce, action }: Forme<C>): Acte {
  return defineActe({
    chemin: "",
    droit: garde("demande-identite", action ?? "modifier"),
    annonce,
    champDe: ({ code }) => CHAMPS[code],
    champs,
    run: async (...donne: [Lieu, Lu<C>, SaisieFormulaire]) => {
      await run(...donne);
      return new Suite({ chemin: cheminDemande(surDemande(donne[0].c).demandeur) });
    },
  });
}

function sansChamp(annonce: string, acte: typeof avertirDemande): Acte {
  return surLaFiche({ annonce, champs: {}, run: (lieu) => acte(lieu.base, lieu.site.deps, surFiche(lieu)) });
}

export const ACTES_FICHE: Readonly<Record<ActeForme, Acte>> = {
  enregistrer: surLaFiche({
    annonce: "La demande est enregistrée. Remettez l’attestation au demandeur.",
    champs: (_, saisie) => {
      const declare = saisie.declare?.includes("oui") ?? false;
      const demander = (saisie.sne ?? []).some((mot) => mot === "demander" || mot === "verifie");
      return {
        numero: demander || declare ? rien() : texte("Numéro unique"),
        declare: coche(),
        identite: coche().refine(
          (vue) => vue || !declare,
          "Voyez d’abord sa pièce d’identité : un numéro ne se rattache pas sur parole.",
        ),
        sne: brut().refine(
          () => !demander || valeurDe(saisie, "numero").trim() === "",
          "Gardez le numéro que vous avez recopié, ou demandez-le\u00A0: pas les deux.",
        ),
        anciennete: jourOuVide("Présentée le"),
        renouvelee: jourOuVide("Dernier renouvellement"),
      };
    },
    run: (lieu, { numero, declare, sne, anciennete: ancienneteLe, renouvelee: renouveleeLe }) => {
      const saisie = { ...surFiche(lieu), ancienneteLe };
      if (declare) return rattacherNumero(lieu.base, lieu.site.deps, { ...saisie, renouveleeLe });
      if (numero !== null) return enregistrerDemande(lieu.base, lieu.site.deps, { ...saisie, numero, renouveleeLe });
      return demanderEnregistrement(lieu.base, lieu.site.deps, { ...saisie, verifie: sne === "verifie" });
    },
  }),
  complement: surLaFiche({
    annonce: "Le complément est demandé.",
    champs: { quoi: plusieurs(COMPLEMENTS) },
    run: (lieu, { quoi }) => demanderComplement(lieu.base, lieu.site.deps, { ...surFiche(lieu), quoi }),
  }),
  renouveler: surLaFiche({
    annonce: "La demande est renouvelée pour un an.",
    champs: { renouvelee: jourOuVide("Renouvelée le") },
    run: (lieu, { renouvelee: le }) => renouvelerDemande(lieu.base, lieu.site.deps, { ...surFiche(lieu), le }),
  }),
  avertir: sansChamp("Le demandeur est averti.", avertirDemande),
  lever: sansChamp("L’avertissement est levé.", leverAvertissement),
  radier: surLaFiche({
    annonce: "La demande est radiée.",
    champs: {
      motif: choix("Motif", ["renonciation", "non-reponse"]),
      sortie: choixOu("Où le ménage s’est logé", SORTIES_DEMANDE, "inconnue"),
    },
    run: (lieu, radiation) => radierDemande(lieu.base, lieu.site.deps, { ...surFiche(lieu), ...radiation }),
  }),
  reactiver: sansChamp("La demande est réactivée.", reactiverDemande),
  irrecevabilite: surLaFiche({
    annonce: "La décision de la commission est écrite.",
    action: "lire",
    champs: { reference: texte("Référence de la décision") },
    run: async (lieu, { reference }) => {
      const { etat } = await findFiche(lieu.c);
      const acte = etat === "avertie" ? "radier" : "avertir";
      await deciderIrrecevabilite(lieu.base, { ...surFiche(lieu), acte, reference });
    },
  }),
};
