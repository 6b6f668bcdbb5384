import type { Child } from "hono/jsx";
import { verifyTroisCandidats } from "#droit/regles/trois-candidats.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refuse, type RefusFormulaire, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { ETATS_PRESENCE, LIBELLE_ETAT_PRESENCE } from "#socle/regles/gouvernance/reunion.ts";
import { formatCompte, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { Convocations as Lues } from "../../actes/cal/convocations.ts";
import type { LogementInscriptible, LogementSeance, MembreConvoque } from "../../actes/cal/ports.ts";
import type { SeanceLue } from "../../lectures/cal/seance-lue.ts";
import { LIBELLE_AVIS_COMMUNE } from "../../regles/cal/avis.ts";
import {
  LIBELLE_QUALITE_CAL,
  LIBELLE_VOIX_CAL,
  nommerMembre,
  sayTerritoire,
  voixDe,
} from "../../regles/cal/composition.ts";
import { LIBELLE_MODE_SEANCE } from "../../regles/cal/reglement.ts";
import { quandSeance, sayPresence } from "../../regles/cal/seance.ts";
import { SeanceExamens } from "../examen-occupation/seance-examens.tsx";
import { CHEMIN_CAL, cheminLogement, cheminSeance } from "./chemins.ts";
import { Convocations } from "./convocations.tsx";
import { sayBien, TagLogement, TagSeance } from "./mots.tsx";

/** Dwellings that the secretary may still put on the agenda; `territoire` null: of where the session was convened. */
export type InscriptiblesIci = {
  readonly territoire: string | null;
  readonly logements: readonly LogementInscriptible[];
};

export type SeancePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly lue: SeanceLue;
  readonly inscriptibles: readonly InscriptiblesIci[];
  /** null: not for this person, or nobody was convened yet. */
  readonly convocations: Lues | null;
  readonly refus: RefusFormulaire;
  readonly annonce: string | null;
  readonly aujourdhui: string;
};

export function renderSeancePage(props: SeancePageProps): string {
  const { cadre, epci, lue, refus, annonce } = props;
  const { seance, reference } = lue;
  const titre = `Séance ${reference}`;
  return renderPage({
    cadre,
    titre: titreRefuse(titre, refus),
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_CAL)}>Toutes les séances</a>
        </p>
        <h1>{titre}</h1>
        <p class="chapo">
          Commission d’attribution de {seance.nomBailleur}, {quandSeance(seance)}. {LIBELLE_MODE_SEANCE[seance.mode]}.{" "}
          <TagSeance etat={seance.etat} />
          {seance.synthetique ? <Tag ton="neutre">Donnée synthétique</Tag> : null}
        </p>
        <Refuse refus={refus} />
        <ResultatActe annonce={annonce} />
        <Ou lue={lue} />
        <Suite {...props} />
        <Ordre {...props} />
        <SeanceExamens epci={epci} lue={lue} />
        <Sieges {...props} />
        {props.convocations === null ? null : <Convocations convocations={props.convocations} />}
      </>
    ),
  });
}

function Ou({ lue: { seance, regles } }: { lue: SeanceLue }) {
  return (
    <>
      {seance.lieu === null ? null : <p>Lieu : {seance.lieu}.</p>}
      {seance.visio === null ? null : (
        <p>
          <a href={seance.visio} rel="noreferrer">
            Rejoindre la séance à distance
          </a>
        </p>
      )}
      <p class="aide">
        Règlement intérieur :{" "}
        {regles.numero === 0 ? "aucun n’est écrit, valeurs de Blaise" : `version ${regles.numero}`}
        {regles.aConfirmer ? " (à confirmer)" : ""}. Source : {regles.source}.
      </p>
    </>
  );
}

function Bouton({ epci, chemin, children }: { epci: string; chemin: string; children: string }) {
  return (
    <form method="post" action={hrefTerritoire(epci, chemin)}>
      <button class="bouton" type="submit">
        {children}
      </button>
    </form>
  );
}

/** Shows the next act alone: convene, open, or close. */
function Suite({ epci, lue }: SeancePageProps) {
  const { seance, secretaire, logements } = lue;
  const chemin = (suite: string) => cheminSeance(seance.id, suite);
  const reste = logements.filter(({ etat }) => etat === "inscrit").length;
  return (
    <div class="ligne ecran">
      {secretaire && seance.etat === "preparation" && logements.length + lue.examens.length > 0 ? (
        <Bouton epci={epci} chemin={chemin("convoquer")}>
          Convoquer les membres
        </Bouton>
      ) : null}
      {secretaire && seance.etat === "convoquee" ? (
        <Bouton epci={epci} chemin={chemin("ouvrir")}>
          Ouvrir la séance
        </Bouton>
      ) : null}
      {seance.etat === "preparation" ? null : (
        <a class="cible" href={hrefTerritoire(epci, chemin("seance.ics"))}>
          Mettre dans mon agenda
        </a>
      )}
      {secretaire && seance.etat !== "preparation" && seance.etat !== "convoquee" ? (
        <a class="bouton" href={hrefTerritoire(epci, chemin("cloture"))}>
          {reste > 0 ? `Clôture : ${formatCompte(reste, "logement")} à décider` : "Clôture et notifications"}
        </a>
      ) : null}
    </div>
  );
}

function Ordre(props: SeancePageProps) {
  const { logements, seance, secretaire } = props.lue;
  const retirable = secretaire && seance.etat === "preparation";
  return (
    <section>
      <h2>Ordre du jour</h2>
      {seance.territoires.length === 0 ? null : (
        <p class="aide">
          Une seule séance, pour plusieurs territoires : elle porte aussi sur des logements de{" "}
          {joinFrench(seance.territoires.map(({ nom }) => nom))}. Chacun lit ceux du territoire pour lequel il siège.
        </p>
      )}
      {logements.length === 0 ? (
        <p>Aucun logement n’est encore inscrit.</p>
      ) : (
        <Table table={logementsOf(props, retirable)} lignes={logements} />
      )}
      {retirable ? <Inscrire {...props} /> : null}
    </section>
  );
}

function logementsOf({ epci, lue }: SeancePageProps, retirable: boolean) {
  const { seance } = lue;
  const retirer: Colonne<LogementSeance, Child> = {
    code: "retirer",
    titre: "Retirer",
    valeur: ({ liberation }) => liberation,
    rendu: (logement) => <Retirer epci={epci} seance={seance.id} logement={logement} />,
  };
  return defineTable<LogementSeance, Child>({
    code: "logements",
    titre: "Logements",
    colonnes: [
      {
        code: "logement",
        titre: "Logement",
        valeur: ({ bien }) => bien.reference,
        rendu: ({ liberation, bien }) => (
          <a href={hrefTerritoire(epci, cheminLogement(seance.id, liberation))}>
            {bien.reference}, {bien.adresse}
          </a>
        ),
      },
      ...(seance.territoires.length === 0 ? [] : [TERRITOIRE]),
      { code: "description", titre: "Description", valeur: ({ bien }) => sayBien(bien) },
      {
        code: "candidats",
        titre: "Candidats",
        valeur: (logement) => countCandidats(lue, logement),
        rendu: (logement) => <Candidats lue={lue} logement={logement} />,
      },
      { code: "avis", titre: "Avis de la commune", valeur: (logement) => sayAvis(lue, logement) },
      { code: "etat", titre: "État", valeur: ({ etat }) => etat, rendu: ({ etat }) => <TagLogement etat={etat} /> },
      ...(retirable ? [retirer] : []),
    ],
  });
}

const TERRITOIRE: Colonne<LogementSeance, Child> = {
  code: "territoire",
  titre: "Territoire",
  valeur: ({ nomTerritoire }) => nomTerritoire,
};

function countCandidats({ candidats }: SeanceLue, logement: LogementSeance): number {
  return candidats.filter(({ liberation }) => liberation === logement.liberation).length;
}

function Candidats({ lue, logement }: { lue: SeanceLue; logement: LogementSeance }) {
  const nombre = countCandidats(lue, logement);
  const { suffisant, exception, minimum } = verifyTroisCandidats(nombre, logement.bien.exception, lue.seance.tenueLe);
  return (
    <>
      {formatNombre(nombre)}
      {suffisant ? null : <Tag ton="alerte">{minimum} au moins</Tag>}
      {suffisant && exception && nombre < minimum ? ` (${exception.libelle.toLowerCase()})` : ""}
    </>
  );
}

function sayAvis({ avis }: SeanceLue, { liberation }: LogementSeance): string {
  const donne = avis.find((un) => un.liberation === liberation);
  return donne ? LIBELLE_AVIS_COMMUNE[donne.sens] : "Non donné";
}

function Retirer({ epci, seance, logement }: { epci: string; seance: number; logement: LogementSeance }) {
  return (
    <form method="post" action={hrefTerritoire(epci, cheminLogement(seance, logement.liberation, "retirer"))}>
      <button class="bouton second" type="submit">
        Retirer<span class="lu"> {logement.bien.reference}</span>
      </button>
    </form>
  );
}

function Inscrire({ epci, lue, inscriptibles }: SeancePageProps) {
  const offerts = inscriptibles.filter(({ logements }) => logements.length > 0);
  const [premier] = offerts.flatMap(({ logements }) => logements);
  if (premier === undefined) return <p>Aucun autre logement libéré n’attend une séance.</p>;
  return (
    <FormulaireActe epci={epci} chemin={cheminSeance(lue.seance.id, "inscrire")} bouton="Inscrire" second>
      {offerts.map(({ territoire, logements }) => (
        <fieldset class="champ">
          <legend>Inscrire des logements libérés{territoire === null ? "" : ` de ${territoire}`}</legend>
          <div class="cases">
            {logements.map((logement) => (
              <label class="case">
                <input
                  id={logement === premier ? "logement" : undefined}
                  type="checkbox"
                  name="logement"
                  value={logement.liberation}
                />
                {logement.reference}, {logement.adresse} ({formatCompte(logement.candidats, "candidat")})
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </FormulaireActe>
  );
}

function Sieges(props: SeancePageProps) {
  const { epci, lue } = props;
  const { membres, seance, secretaire, quorum } = lue;
  const saisir = secretaire && seance.etat === "ouverte" && seance.mode !== "asynchrone";
  const table = <Table table={membresOf(lue, saisir)} lignes={membres} />;
  return (
    <section>
      <h2 id="membres">Membres et quorum</h2>
      {seance.etat === "preparation" || seance.etat === "convoquee" ? null : (
        <Message ton={quorum.atteint ? "ok" : "alerte"}>
          <p>{quorum.phrase}</p>
        </Message>
      )}
      {saisir ? (
        <form method="post" action={hrefTerritoire(epci, cheminSeance(seance.id, "presences"))}>
          {table}
          <p class="ligne">
            <button class="bouton" type="submit">
              Enregistrer les présences
            </button>
            <button class="bouton second" type="submit" name="autres" value="present">
              Tous les autres sont présents
            </button>
          </p>
        </form>
      ) : (
        table
      )}
    </section>
  );
}

function membresOf(lue: SeanceLue, saisir: boolean) {
  const mandataire: Colonne<MembreConvoque, Child> = {
    code: "mandataire",
    titre: "Représenté par",
    valeur: (membre) => membre.mandataire,
    rendu: (membre) => <Mandataire membre={membre} membres={lue.membres} />,
  };
  return defineTable<MembreConvoque, Child>({
    code: "membres",
    titre: "Membres",
    colonnes: [
      {
        code: "membre",
        titre: "Membre",
        valeur: nommerMembre,
        rendu: (membre) => <Nom lue={lue} membre={membre} />,
      },
      { code: "voix", titre: "Voix", valeur: ({ qualite }) => LIBELLE_VOIX_CAL[voixDe(qualite, lue.seance.tenueLe)] },
      {
        code: "presence",
        titre: "Présence",
        valeur: ({ presence, aVote }) => sayPresence(lue.seance.mode, presence, aVote),
        ...(saisir ? { rendu: (membre: MembreConvoque) => <Presence membre={membre} /> } : {}),
      },
      ...(saisir ? [mandataire] : []),
    ],
  });
}

function Nom({ lue: { seance, moi }, membre }: { lue: SeanceLue; membre: MembreConvoque }) {
  const pour = sayTerritoire(seance, membre);
  return (
    <>
      {nommerMembre(membre)}
      {membre.id === moi?.id ? <Tag ton="neutre">Vous</Tag> : null}
      {pour === null ? null : <Tag ton="neutre">{pour}</Tag>}
      {membre.president ? <Tag ton="neutre">Préside</Tag> : null}
      {membre.designation === null ? null : <span class="nom">{LIBELLE_QUALITE_CAL[membre.qualite]}</span>}
    </>
  );
}

function Presence({ membre }: { membre: MembreConvoque }) {
  return (
    <select name={`presence-${membre.id}`} aria-label={`Présence : ${nommerMembre(membre)}`}>
      <option value="">Non dite</option>
      {ETATS_PRESENCE.map((etat) => (
        <option value={etat} selected={etat === membre.presence}>
          {LIBELLE_ETAT_PRESENCE[etat]}
        </option>
      ))}
    </select>
  );
}

function Mandataire({ membre, membres }: { membre: MembreConvoque; membres: readonly MembreConvoque[] }) {
  return (
    <select name={`mandataire-${membre.id}`} aria-label={`Représenté par : ${nommerMembre(membre)}`}>
      <option value="">Personne</option>
      {membres
        .filter(({ id }) => id !== membre.id)
        .map((autre) => (
          <option value={autre.id} selected={autre.id === membre.mandataire}>
            {nommerMembre(autre)}
          </option>
        ))}
    </select>
  );
}
