import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatEuros, formatJour } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { Compatibles } from "../../lectures/partenaire/lire-compatibles.ts";
import type { DemandeLogement, LogementVacant } from "../../lectures/vacant/ports.ts";
import { LIBELLE_CAUSE_VACANCE, referenceLiberation } from "../../regles/liberation/liberation.ts";
import { cheminLiberation } from "../liberation/chemins.ts";
import { SectionCompatibles, sayCompatibles } from "../partenaire/compatibles-table.tsx";

export const CHEMIN_VACANTS = "liberations/vacants";

type VacantsProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly aujourdhui: string;
  readonly vacants: readonly LogementVacant[];
  readonly demandes: readonly DemandeLogement[];
  /** Organisation that may ask for one; null: the reader may not. */
  readonly demandeur: number | null;
  /** Organisation that answers; null: the reader is no bailleur. */
  readonly bailleur: number | null;
  /** The reader's own list beside each dwelling; null: it keeps none. */
  readonly compatibles: Compatibles | null;
  /** The dwelling whose households are shown; null: none. */
  readonly choisi: LogementVacant | null;
  readonly annonce: string | null;
  readonly erreur: string | null;
  readonly etat: EtatFormulaire;
};

/** Dwellings empty for three months and to let, and who asks for them. */
export function renderVacantsPage(props: VacantsProps): string {
  const { cadre, vacants, annonce, erreur } = props;
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : logements vacants à louer" : "Logements vacants à louer",
    children: (
      <>
        <h1>Logements vacants à louer</h1>
        <p class="chapo">
          Vides depuis plus de trois mois, sans candidat et sans réservataire sollicité. Ceux qui sont gardés vides, ou
          encore en travaux, n’y sont pas.
        </p>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Rien n’a été écrit" />
        <ARepondre {...props} />
        {vacants.length === 0 ? (
          <EtatVide titre="Aucun logement vacant depuis plus de trois mois">
            Aucun bailleur n’en a déclaré que votre habilitation lit.
          </EtatVide>
        ) : (
          <Table table={tableOf(props)} lignes={vacants} nom="Logements vacants" />
        )}
        <Choisi {...props} />
        <Faites {...props} />
      </>
    ),
  });
}

function Choisi({ epci, choisi, compatibles }: VacantsProps) {
  if (choisi === null || compatibles === null) return null;
  return (
    <SectionCompatibles
      epci={epci}
      autre="menage"
      titre={`Ménages de ma liste pour ${nameOf(choisi)}`}
      compte={compatibles.parLogement.get(choisi.liberation)}
      paires={compatibles.paires.filter(({ logement }) => logement.liberation === choisi.liberation)}
    />
  );
}

function colonneListe(epci: string, { parLogement }: Compatibles): Colonne<LogementVacant, Child> {
  return {
    code: "liste",
    titre: "Ma liste",
    valeur: ({ liberation }) => parLogement.get(liberation)?.oui ?? 0,
    rendu: (vacant) => (
      <a href={`${hrefTerritoire(epci, CHEMIN_VACANTS, { logement: vacant.liberation })}#compatibles`}>
        {sayCompatibles(parLogement.get(vacant.liberation))}
        <span class="lu"> pour {nameOf(vacant)}</span>
      </a>
    ),
    tri: true,
  };
}

function tableOf({ epci, vacants, demandes, demandeur, bailleur, aujourdhui, compatibles }: VacantsProps) {
  const attendues = new Set(
    demandes.flatMap(({ liberation, reservataire, reponse }) =>
      reponse === null && reservataire.organisation === demandeur ? [liberation] : [],
    ),
  );
  const action = (vacant: LogementVacant): Child => {
    if (vacant.organisation === bailleur) {
      return <a href={hrefTerritoire(epci, cheminLiberation(vacant.liberation))}>Ouvrir</a>;
    }
    if (demandeur === null) return "";
    if (attendues.has(vacant.liberation)) return "Demandé";
    return (
      <form method="post" action={hrefTerritoire(epci, `${CHEMIN_VACANTS}/${vacant.liberation}/demande`)}>
        <button class="bouton second" type="submit" aria-label={`Demander ${nameOf(vacant)}`}>
          Demander
        </button>
      </form>
    );
  };
  return defineTable<LogementVacant, Child>({
    code: "vacants",
    titre: formatCompte(vacants.length, "logement"),
    colonnes: [
      { code: "logement", titre: "Logement", valeur: nameOf, tri: true },
      { code: "bailleur", titre: "Bailleur", valeur: (un) => un.bailleur, tri: true },
      { code: "commune", titre: "Commune", valeur: ({ commune }) => commune, tri: true },
      { code: "type", titre: "Type", valeur: ({ typologie }) => typologie ?? "inconnu", tri: true },
      {
        code: "loyer",
        titre: "Loyer",
        genre: "nombre",
        valeur: ({ loyer }) => loyer,
        rendu: ({ loyer }) => (loyer === null ? "inconnu" : formatEuros(loyer)),
        tri: true,
      },
      {
        code: "jours",
        titre: "Jours vides",
        genre: "entier",
        valeur: ({ videDepuis }) => daysBetween(videDepuis, aujourdhui),
        tri: true,
      },
      { code: "cause", titre: "Cause", valeur: ({ causeVacance }) => LIBELLE_CAUSE_VACANCE[causeVacance], tri: true },
      ...(compatibles === null ? [] : [colonneListe(epci, compatibles)]),
      { code: "demande", titre: "Demande", valeur: () => "", rendu: action },
    ],
  });
}

function nameOf({ numero, adresse }: LogementVacant): string {
  return `${referenceLiberation(numero)}, ${adresse}`;
}

/** A bailleur accepts by asking for candidates, on the dwelling's page; here it refuses. */
function ARepondre({ epci, demandes, bailleur, vacants, etat }: VacantsProps) {
  const attendues = demandes.filter(({ reponse }) => reponse === null);
  if (bailleur === null || attendues.length === 0) return null;
  const noms = new Map(vacants.map((vacant) => [vacant.liberation, nameOf(vacant)]));
  return (
    <section aria-labelledby="attendues">
      <h2 id="attendues">{formatCompte(attendues.length, "demande attend", "demandes attendent")} votre réponse</h2>
      {attendues.map(({ id, liberation, reservataire, demandeeLe }) => (
        <div>
          <p>
            {reservataire.nom} demande{" "}
            <a href={hrefTerritoire(epci, cheminLiberation(liberation))}>{noms.get(liberation) ?? "un logement"}</a>{" "}
            depuis le {formatJour(demandeeLe)}. Pour accepter, ouvrez le logement et demandez-lui des candidats.
          </p>
          <details>
            <summary>Refuser la demande de {reservataire.nom}</summary>
            <form method="post" action={hrefTerritoire(epci, `${CHEMIN_VACANTS}/demandes/${id}/refus`)}>
              <TexteLong
                etat={etat}
                nom="motif"
                libelle="Raison"
                aide="Le réservataire la lit. Sans parler d’une personne."
                limite={300}
                lignes={2}
              />
              <Relire affiche={etat.refus.erreurs.some(({ champ }) => champ === "motif")} />
              <p>
                <button class="bouton second" type="submit">
                  Refuser
                </button>
              </p>
            </form>
          </details>
        </div>
      ))}
    </section>
  );
}

const FAITES = defineTable<DemandeLogement>({
  code: "demandes",
  titre: "Demandes de logements",
  colonnes: [
    { code: "qui", titre: "Réservataire", valeur: ({ reservataire }) => reservataire.nom, tri: true },
    { code: "le", titre: "Demandé le", valeur: ({ demandeeLe }) => formatJour(demandeeLe) },
    { code: "reponse", titre: "Réponse", valeur: sayReponse },
  ],
});

function sayReponse({ reponse, repondueLe, motif }: DemandeLogement): string {
  if (reponse === null) return "attendue";
  const le = repondueLe === null ? "" : ` le ${formatJour(repondueLe)}`;
  return reponse === "acceptee" ? `acceptée${le}` : `refusée${le}${motif === null ? "" : ` : ${motif}`}`;
}

function Faites({ demandes }: VacantsProps) {
  if (demandes.length === 0) return null;
  return <Table table={FAITES} lignes={demandes} nom="Demandes de logements" lu />;
}
