import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_COLLEGE, LIBELLE_FONCTION_MEMBRE } from "#socle/regles/gouvernance/instance.ts";
import {
  ETATS_PRESENCE,
  LIBELLE_ETAT_POINT,
  LIBELLE_ETAT_PRESENCE,
  LIBELLE_NATURE_POINT,
} from "#socle/regles/gouvernance/reunion.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Tenue } from "../lectures/tenue.ts";
import { cheminReunion } from "./instance-chemins.ts";
import { renderPageCommission } from "./page-commission.tsx";
import { TagEtatReunion } from "./reunion-mots.tsx";
import { TagPoint, TagQuorum } from "./tenue-mots.tsx";

export type TenuePageProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly tenue: Tenue;
  readonly annonce: string | null;
  readonly aujourdhui: string;
};

export function renderTenuePage(props: TenuePageProps): string {
  const { cadre, epci, tenue, refus, annonce } = props;
  const { reunion, instance } = tenue;
  const titre = `Tenir la réunion : ${reunion.titre}`;
  return renderPageCommission({
    cadre,
    titre,
    retour: { href: hrefTerritoire(epci, cheminReunion(reunion.id)), libelle: "Retour à la réunion" },
    sous: (
      <p>
        {instance.nom}, le {formatJour(reunion.jour)}. <TagEtatReunion etat={reunion.etat} />
      </p>
    ),
    refus,
    annonce,
    children: (
      <>
        <Contenu {...props} />
      </>
    ),
  });
}

export function hrefTenue(epci: string, reunion: number, suite = ""): string {
  return hrefTerritoire(epci, cheminReunion(reunion, `/tenue${suite}`));
}

function Contenu(props: TenuePageProps) {
  const { epci, tenue, aujourdhui } = props;
  const { reunion, points } = tenue;
  if (reunion.etat === "convoquee" && reunion.jour > aujourdhui) {
    return (
      <p>
        La réunion est convoquée, avec {formatCompte(points.length, "point")} à l’ordre du jour. Elle s’ouvre le{" "}
        {formatJour(reunion.jour)}.
      </p>
    );
  }
  if (reunion.etat === "convoquee") {
    return (
      <form method="post" action={hrefTenue(epci, reunion.id, "/ouvrir")}>
        <p>
          La réunion est convoquée, avec {formatCompte(points.length, "point")} à l’ordre du jour. L’ouvrir retient le
          quorum de l’instance ce jour-là.
        </p>
        <button class="bouton" type="submit">
          Ouvrir la réunion
        </button>
      </form>
    );
  }
  if (reunion.etat === "ouverte") {
    return (
      <>
        <Points {...props} />
        <Presences {...props} />
        <Fermer {...props} />
      </>
    );
  }
  if (reunion.etat === "close") {
    return (
      <p>
        La réunion est close : son relevé est figé.{" "}
        <a href={hrefTerritoire(epci, cheminReunion(reunion.id, "/releve"))}>Lire le relevé {tenue.numero}</a>
      </p>
    );
  }
  return (
    <p>
      {reunion.etat === "annulee"
        ? "Cette réunion est annulée : elle ne se tient pas."
        : "Cette réunion est en préparation : convoquez-la avant de l’ouvrir."}
    </p>
  );
}

function Points({ epci, tenue }: TenuePageProps) {
  const { reunion, points } = tenue;
  return (
    <section aria-labelledby="points">
      <h2 id="points">Les points</h2>
      {points.length === 0 ? (
        <p>L’ordre du jour est vide.</p>
      ) : (
        <Table table={tablePoints(epci, reunion.id)} lignes={points} />
      )}
      <p>
        <a href={hrefTerritoire(epci, cheminReunion(reunion.id, "/ordre-du-jour"))}>Modifier l’ordre du jour</a>
      </p>
    </section>
  );
}

function tablePoints(epci: string, reunion: number) {
  return defineTable<Tenue["points"][number], Child>({
    code: "points",
    titre: "Points de la réunion",
    colonnes: [
      {
        code: "point",
        titre: "Point",
        valeur: ({ titre }) => titre,
        rendu: ({ id, rang, titre }) => (
          <a href={hrefTenue(epci, reunion, `/points/${id}`)}>
            {rang}. {titre}
          </a>
        ),
      },
      { code: "nature", titre: "Nature", valeur: ({ nature }) => LIBELLE_NATURE_POINT[nature] },
      {
        code: "etat",
        titre: "État",
        valeur: ({ etat }) => LIBELLE_ETAT_POINT[etat],
        rendu: ({ etat }) => <TagPoint etat={etat} />,
      },
      { code: "decisions", titre: "Décisions", genre: "nombre", valeur: ({ decisions }) => decisions.length },
    ],
  });
}

function Presences(props: TenuePageProps) {
  const { epci, tenue } = props;
  const { reunion, membres, quorum } = tenue;
  return (
    <section aria-labelledby="presences">
      <h2 id="presences">Présences et quorum</h2>
      <p>
        <TagQuorum etat={quorum.etat} /> {quorum.phrase}
      </p>
      {membres.length === 0 ? (
        <p>Aucun membre ne siège ce jour-là : ajoutez-les à l’instance.</p>
      ) : (
        <form method="post" action={hrefTenue(epci, reunion.id, "/presences")}>
          <Table table={tablePresences(props)} lignes={membres} coupe="jamais" />
          <p>
            <button class="bouton" type="submit">
              Enregistrer les présences
            </button>{" "}
            {membres.some(({ etat }) => etat === null) ? (
              <button class="bouton second" type="submit" name="autres" value="present">
                Tous les autres sont présents
              </button>
            ) : null}
          </p>
        </form>
      )}
    </section>
  );
}

type Membre = Tenue["membres"][number];

function tablePresences(props: TenuePageProps) {
  return defineTable<Membre, Child>({
    code: "presences",
    titre: "Présences par organisme",
    colonnes: [
      { code: "membre", titre: "Membre", valeur: ({ nom }) => nom },
      { code: "qualite", titre: "Qualité", valeur: sayQualite },
      {
        code: "presence",
        titre: "Présence",
        valeur: ({ etat }) => etat,
        rendu: (membre) => <SelectPresence props={props} membre={membre} />,
      },
      {
        code: "mandataire",
        titre: "Représenté par",
        valeur: ({ mandataire }) => mandataire,
        rendu: (membre) => (membre.voix ? <SelectMandataire props={props} membre={membre} /> : "sans voix"),
      },
    ],
  });
}

function sayQualite({ college, fonction, voix }: Membre): string {
  return `${LIBELLE_COLLEGE[college]}, ${LIBELLE_FONCTION_MEMBRE[fonction].toLowerCase()}${voix ? "" : ", sans voix"}`;
}

/** Refused input, else the saved value. */
function shown({ saisie }: TenuePageProps, nom: string, written: string): string {
  return nom in saisie ? valeurDe(saisie, nom) : written;
}

function SelectPresence({ props, membre }: { props: TenuePageProps; membre: Membre }) {
  const nom = `presence-${membre.id}`;
  const choisie = shown(props, nom, membre.etat ?? "");
  return (
    <select id={nom} name={nom} aria-label={`Présence : ${membre.nom}`}>
      <option value="">Non dite</option>
      {ETATS_PRESENCE.filter((etat) => membre.voix || etat !== "represente").map((etat) => (
        <option value={etat} selected={etat === choisie}>
          {LIBELLE_ETAT_PRESENCE[etat]}
        </option>
      ))}
    </select>
  );
}

function SelectMandataire({ props, membre }: { props: TenuePageProps; membre: Membre }) {
  const nom = `mandataire-${membre.id}`;
  const choisi = shown(props, nom, membre.mandataire === null ? "" : String(membre.mandataire));
  return (
    <select id={nom} name={nom} aria-label={`Représenté par : ${membre.nom}`}>
      <option value="">Personne</option>
      {props.tenue.membres
        .filter(({ id, voix }) => voix && id !== membre.id)
        .map(({ id, nom: autre }) => (
          <option value={String(id)} selected={String(id) === choisi}>
            {autre}
          </option>
        ))}
    </select>
  );
}

function Fermer({ epci, tenue }: TenuePageProps) {
  const { reunion, manques, quorum } = tenue;
  return (
    <section aria-labelledby="fermer">
      <h2 id="fermer">Clore la réunion</h2>
      {manques.length > 0 ? (
        <Message ton="alerte" titre="Il manque, avant de clore">
          <ul>
            {manques.map(({ quoi, id, phrase }) => (
              <li>
                <a href={quoi === "point" ? hrefTenue(epci, reunion.id, `/points/${id}`) : `#presence-${id}`}>
                  {phrase}
                </a>
              </li>
            ))}
          </ul>
        </Message>
      ) : (
        <form method="post" action={hrefTenue(epci, reunion.id, "/clore")}>
          <p>
            Clore fige le relevé {tenue.numero} : il ne change plus.{" "}
            {quorum.etat === "non-atteint" ? "Quorum non atteint : les décisions y sont des avis." : null}
          </p>
          <button class="bouton" type="submit">
            Clore la réunion et figer le relevé
          </button>
        </form>
      )}
      <p>
        <a href={hrefTerritoire(epci, cheminReunion(reunion.id, "/releve"))}>Voir le relevé en cours</a>
      </p>
    </section>
  );
}
