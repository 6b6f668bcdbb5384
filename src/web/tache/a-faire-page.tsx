import type { Tache } from "#application/tache/list-taches.ts";
import type { HabilitationActive } from "#domain/habilitation/acteur.ts";
import { LIBELLE_ROLE, type RoleHabilite } from "#domain/habilitation/role.ts";
import { formatCompte, formatJour, formatJourCourt } from "#domain/shared/format.ts";
import { LIBELLE_SOURCE } from "#domain/shared/source.ts";
import { type Cadre, hrefTerritoire, LIBELLE_RUBRIQUE, type Rubrique } from "../design/cadre.ts";
import { renderPage } from "../design/page.tsx";
import { Message, Tag } from "../design/parts.tsx";
import { describeTacheRelogement } from "./taches-relogement.ts";

type AFaireProps = {
  readonly cadre: Cadre;
  readonly taches: readonly Tache[];
  readonly aujourdhui: string;
  /** The person's own, in this territory. */
  readonly habilitations: readonly Pick<HabilitationActive, "role" | "nomOrganisation">[];
};

/** Dated tasks with their counts: the first page an officer sees. */
export function renderAFairePage({ cadre, taches, aujourdhui, habilitations }: AFaireProps): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "À faire",
    rubrique: "a-faire",
    children: (
      <>
        <h1>À faire</h1>
        <p class="chapo">Le {formatJour(aujourdhui)}</p>
        {taches.length === 0 ? <RienAFaire cadre={cadre} epci={epci} habilitations={habilitations} /> : null}
        {taches.length > 0 ? (
          <ul class="taches">
            {taches.map((tache) => (
              <LigneTache epci={epci} tache={tache} aujourdhui={aujourdhui} />
            ))}
          </ul>
        ) : null}
      </>
    ),
  });
}

type RienProps = Pick<AFaireProps, "cadre" | "habilitations"> & { readonly epci: string };

function RienAFaire(props: RienProps) {
  if (!props.cadre.droits.publier) return <RienPourMoi {...props} />;
  return (
    <Message ton="ok" titre="Rien à faire aujourd’hui">
      <p>
        Les fichiers sont publiés, les attributions sont localisées.{" "}
        <a href={hrefTerritoire(props.epci, "bilan")}>Voir le bilan</a>
      </p>
    </Message>
  );
}

/** For those who do not keep the territory's files: as whom they are here, what is open to them, and what is not there yet. */
function RienPourMoi({ cadre, epci, habilitations }: RienProps) {
  // Never empty: what is in force of the convention is public.
  const parts = cadre.rubriques.filter((code) => code !== "a-faire");
  const attendus = habilitations.flatMap(({ role }) => A_VENIR[role] ?? []);
  return (
    <>
      {habilitations.map(({ role, nomOrganisation }) => (
        <p>
          Vous êtes ici <strong>{LIBELLE_ROLE[role]}</strong>, pour {nomOrganisation}.
        </p>
      ))}
      <h2>Ce que votre habilitation vous ouvre</h2>
      <dl>
        {parts.map((code) => (
          <>
            <dt>
              <a href={hrefTerritoire(epci, code)}>{LIBELLE_RUBRIQUE[code]}</a>
            </dt>
            <dd>{OFFRE[code](cadre)}</dd>
          </>
        ))}
      </dl>
      {attendus.length > 0 ? <p>{attendus.join(" ")}</p> : null}
    </>
  );
}

/** What is found behind each part, by somebody who does not keep the territory's files. */
const OFFRE: Readonly<Record<Rubrique, (cadre: Cadre) => string>> = {
  "a-faire": () => "",
  bilan: () => "la part des attributions au 1er quartile et en quartier prioritaire, dans votre périmètre",
  convention: () => "les objectifs de la convention, ce qui reste à faire et ses actes",
  observatoire: () => "le parc, les loyers, les déséquilibres par résidence, les demandes",
  relogement: () => "les immeubles à démolir, leurs ménages, les offres qui leur sont faites",
  programme: () => "les opérations du PLH et du PRU, leurs règles, et la simulation pour la CIL",
  commission: () => "les réunions de la gouvernance, leurs ordres du jour, leurs décisions et les évaluations",
  actions: () => "les actions de la convention, leurs jalons et leur avancement",
  rapport: () => "composer et figer le rapport du bilan",
  donnees: ({ droits }) =>
    droits.deposer ? "les fichiers déposés, et en déposer" : "les fichiers déposés et leur état, en lecture",
  habilitations: () => "qui peut quoi sur ce territoire, les comptes dormants et la matrice des droits",
  journal: () => "qui a fait quoi, et quand",
  "donnees-personnelles": () => "ce que Blaise détient, et combien de temps",
};

/** The trades whose screens are still to come: nobody is left to wonder whether they missed a link. */
const A_VENIR: Readonly<Partial<Record<RoleHabilite, string>>> = {
  guichet: "L’enregistrement des demandes n’est pas encore dans Blaise.",
  commune: "La consultation des demandes de la commune, une à une, n’est pas encore dans Blaise.",
  "membre-cal": "Les séances de commission d’attribution ne sont pas encore dans Blaise.",
  "secretaire-cal": "Les séances de commission d’attribution ne sont pas encore dans Blaise.",
};

function LigneTache({ epci, tache, aujourdhui }: { epci: string; tache: Tache; aujourdhui: string }) {
  const { titre, detail, lien, action } = describeTache(tache);
  return (
    <li>
      <Echeance echeance={tache.echeance} aujourdhui={aujourdhui} />
      <div>
        <h2>{titre}</h2>
        <p class="discret">{detail}</p>
      </div>
      <div>
        <a class="bouton second" href={lien(epci)}>
          {action}
          <span class="lu"> : {titre}</span>
        </a>
      </div>
    </li>
  );
}

function Echeance({ echeance, aujourdhui }: { echeance: string | null; aujourdhui: string }) {
  if (echeance === null) return <p class="discret">Sans date</p>;
  const retard = echeance < aujourdhui;
  return (
    <p>
      {retard ? <Tag ton="alerte">Depuis le {formatJourCourt(echeance)}</Tag> : `Avant le ${formatJourCourt(echeance)}`}
    </p>
  );
}

type Description = {
  readonly titre: string;
  readonly detail: string;
  readonly action: string;
  readonly lien: (epci: string) => string;
};

function describeTache(tache: Tache): Description {
  switch (tache.kind) {
    case "a-localiser":
      return {
        titre: `${formatCompte(tache.attributions, "attribution")} à localiser`,
        detail: `${formatCompte(tache.adresses, "adresse")}, dont ${formatCompte(tache.premierQuartile, "ménage")} du 1er quartile. Les bornes du bilan se resserrent à chaque adresse.`,
        action: "Localiser",
        lien: (epci) => hrefTerritoire(epci, "donnees/localiser"),
      };
    case "bilan-a-produire":
      return describeBilan(tache.annee, tache.trimestre, tache.attendu);
    case "controle-en-ecart":
      return {
        titre: `${formatCompte(tache.ecarts, "contrôle")} en écart en ${tache.annee}`,
        detail:
          "Des chiffres imprimés ailleurs diffèrent de ceux que Blaise recalcule, sans explication pour l’instant.",
        action: "Voir",
        lien: (epci) => `${hrefTerritoire(epci, "bilan", { annee: tache.annee })}#controles`,
      };
    case "seuil-absent":
      return {
        titre: `Pas de seuil du 1er quartile pour ${tache.annee}`,
        detail:
          "Sans l’arrêté de l’année, le quartile est celui que déclare le fichier. Déposez le fichier des seuils.",
        action: "Déposer",
        lien: (epci) => hrefTerritoire(epci, "donnees/deposer"),
      };
    case "bilan-bailleur-a-signer":
    case "bilans-bailleurs-attendus":
      return describeBilanBailleur(tache);
    case "pack-a-figer":
      return {
        titre: `Pack du T${tache.trimestre} ${tache.annee} à figer avant la commission`,
        detail:
          "Attributions, demandes anciennes et pression du trimestre, pour la commission de coordination (action 12 de la convention).",
        action: "Préparer",
        lien: (epci) =>
          hrefTerritoire(epci, "observatoire/packs/preparer", { trimestre: `${tache.annee}-T${tache.trimestre}` }),
      };
    case "bilan-flux-a-transmettre":
      return {
        titre: `Bilan annuel des flux ${tache.annee} à transmettre avant le 28 février`,
        detail: `${formatCompte(tache.conventions, "convention de flux", "conventions de flux")} sans bilan transmis à son réservataire. La date du 28 février est à confirmer.`,
        action: "Transmettre",
        lien: (epci) => hrefTerritoire(epci, "contingents", { annee: tache.annee }),
      };
    case "menages-a-reloger":
    case "immeubles-a-confier":
      return describeTacheRelogement(tache);
    default:
      return describeLot(tache);
  }
}

function describeBilan(annee: number, trimestre: number, attendu: boolean): Description {
  if (attendu) {
    return {
      titre: `Bilan T${trimestre} ${annee} : fichier SNE attendu`,
      detail: "Les attributions du trimestre ne sont pas encore publiées.",
      action: "Déposer le fichier",
      lien: (epci) => hrefTerritoire(epci, "donnees/deposer"),
    };
  }
  return {
    titre: `Rapport T${trimestre} ${annee} à figer`,
    detail: "Les attributions du trimestre sont publiées : relisez les commentaires et figez le rapport.",
    action: "Préparer le rapport",
    lien: (epci) => hrefTerritoire(epci, "rapport", { annee, periode: `T${trimestre}` }),
  };
}

type TacheBilanBailleur = Extract<Tache, { kind: "bilan-bailleur-a-signer" | "bilans-bailleurs-attendus" }>;

function describeBilanBailleur(tache: TacheBilanBailleur): Description {
  const { annee } = tache;
  if (tache.kind === "bilans-bailleurs-attendus") {
    return {
      titre: `${formatCompte(tache.attendus, "bilan de bailleur attendu", "bilans de bailleurs attendus")} en ${annee}`,
      detail: "Chaque bailleur vérifie et signe ses chiffres du trimestre (action 13 de la convention).",
      action: "Voir",
      lien: (epci) => hrefTerritoire(epci, "bilans-bailleurs", { annee }),
    };
  }
  const { trimestre } = tache;
  return {
    titre: `Bilan ${trimestre.libelle} à vérifier et signer`,
    detail: `${formatCompte(trimestre.baux, "bail signé", "baux signés")} : vérifiez les chiffres, précisez l’origine des demandeurs, signez pour votre organisation.`,
    action: trimestre.version === null ? "Préparer" : "Vérifier",
    lien: (epci) =>
      trimestre.version === null
        ? hrefTerritoire(epci, "bilans-bailleurs", { annee })
        : hrefTerritoire(epci, `bilans-bailleurs/${trimestre.version}`),
  };
}

type TacheLot = Extract<Tache, { kind: "lot-a-publier" | "lot-interrompu" | "source-absente" }>;

function describeLot(tache: TacheLot): Description {
  if (tache.kind === "source-absente") {
    return {
      titre: `Aucun fichier : ${LIBELLE_SOURCE[tache.source]}`,
      detail: MANQUE_SANS[tache.source] ?? "Cette source n’est pas encore déposée.",
      action: "Déposer",
      lien: (epci) => hrefTerritoire(epci, "donnees/deposer"),
    };
  }
  const { lot } = tache;
  const source = `${LIBELLE_SOURCE[lot.source]}${lot.periode ? ` ${lot.periode}` : ""}`;
  const lien = (epci: string) => hrefTerritoire(epci, `donnees/lots/${lot.id}`);
  if (tache.kind === "lot-interrompu") {
    return {
      titre: `Import interrompu : ${lot.fichier}`,
      detail: `${source}, déposé le ${formatJourCourt(lot.deposeLe)}. Rien n’a été gardé : déposez-le de nouveau.`,
      action: "Voir",
      lien,
    };
  }
  return {
    titre: `Import à publier : ${lot.fichier}`,
    detail: `${source}, ${formatCompte(lot.acceptees, "ligne prête", "lignes prêtes")}. Il ne compte pas encore dans le bilan.`,
    action: "Vérifier et publier",
    lien,
  };
}

const MANQUE_SANS: Readonly<Partial<Record<string, string>>> = {
  "sne-attributions": "Sans les attributions du SNE, il n’y a pas de bilan.",
  rpls: "Sans le RPLS, on ne connaît ni le parc ni le nom des bailleurs, et les adresses ne se retrouvent pas.",
  qpv: "Sans les périmètres, on s’en remet à la localisation que déclarent les fichiers.",
  seuils: "Sans le seuil, le quartile est celui que déclare le fichier.",
  communes: "Sans les contours, il n’y a pas de carte.",
};
