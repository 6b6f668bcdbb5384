import type { RangOffre } from "#relogement/regles/offre.ts";
import { drawInteger, type Random, shuffle } from "#socle/calculs/synthese/mulberry32.ts";
import { bailleurOf } from "./bailleurs.ts";
import { type Jour, partsOf } from "./calendrier.ts";
import { COMMUNES, SAINT_DIZIER } from "./communes.ts";
import type { Occupation } from "./occupation.ts";
import type { LogementDemo } from "./parc.ts";

/** The dwelling of an offer, as the file writes it. Amounts: whole euros a month. */
export type LogementOffertDemo = {
  readonly bailleur: string;
  readonly adresse: string;
  readonly commune: string;
  readonly secteur: string;
  readonly situation: "qpv" | "hors-qpv";
  readonly identRpls: string;
  readonly typologie: string;
  readonly surface: number;
  readonly loyer: number;
  readonly charges: number;
  /** Day of the first letting. */
  readonly premiereLocation: string;
  readonly rehabilite: "oui" | "non";
  readonly residentialise: "oui" | "non";
  readonly loyerBaisse: "oui" | "non";
  readonly pru1: "oui" | "non";
};

/** Hypothèse: heating included, 1.35 € a square metre. */
export function chargesOf(surface: number): number {
  return Math.round(surface * 1.35);
}

/** Square metres by number of rooms, those of new dwellings. */
const SURFACES_NEUVES = [0, 32, 48, 66, 82, 96] as const;
const LOYER_NEUF_M2 = 5.6;

/**
 * Dwellings of the stock whose rent is known, taken as left by their household on the day of the offer, hors QPV three times out of four; and
 * new ones that no stock of 2017 can have: their addresses are invented and say so.
 */
export class Offreurs {
  readonly #random: Random;
  readonly #horsQpv: LogementDemo[];
  readonly #qpv: LogementDemo[];
  readonly #occupation: ReadonlyMap<LogementDemo, Occupation>;
  #rang = 0;

  constructor(parc: readonly LogementDemo[], occupation: ReadonlyMap<LogementDemo, Occupation>, random: Random) {
    this.#random = random;
    this.#occupation = occupation;
    // A dwelling built after 2012 would be new in 2019: those are the other kind.
    const isOld = ({ residence }: LogementDemo) => !residence.aDemolir && residence.construction <= 2012;
    const loues = parc.filter((logement) => isOld(logement) && (occupation.get(logement)?.loyer ?? 0) > 0);
    const vacants = shuffle(random, loues);
    this.#horsQpv = vacants.filter(({ residence }) => !residence.qpv);
    this.#qpv = vacants.filter(({ residence }) => residence.qpv);
  }

  /** A dwelling of about so many rooms. */
  offer(rang: RangOffre, pieces: number, le: Jour): LogementOffertDemo {
    this.#rang++;
    return rang === "neuf" ? this.#neuf(pieces, le) : this.#ancien(rang, pieces);
  }

  #neuf(pieces: number, le: Jour): LogementOffertDemo {
    const rooms = Math.min(5, Math.max(2, pieces));
    const surface = (SURFACES_NEUVES[rooms] ?? 66) + drawInteger(this.#random, -2, 4);
    const commune = this.#rang % 4 === 0 ? (COMMUNES[5] ?? COMMUNES[0]) : COMMUNES[0];
    const bailleur = bailleurOf((["plurial", "foyer", "oph"] as const)[this.#rang % 3] ?? "plurial");
    return {
      bailleur: bailleur.siren,
      adresse: `${1 + 2 * (this.#rang % 20)} allée des Essais, opération neuve de démonstration`,
      commune: commune?.code ?? SAINT_DIZIER,
      secteur: commune?.secteur ?? "",
      situation: "hors-qpv",
      identRpls: "",
      typologie: `T${rooms}`,
      surface,
      loyer: Math.round(surface * LOYER_NEUF_M2),
      charges: Math.round(surface * 0.9),
      // Never before the rehousing itself starts.
      premiereLocation: `01/0${(this.#rang % 6) + 1}/${Math.max(2019, partsOf(le).annee - 1)}`,
      rehabilite: "non",
      residentialise: "non",
      loyerBaisse: "non",
      pru1: "non",
    };
  }

  #ancien(rang: RangOffre, pieces: number): LogementOffertDemo {
    const logement = this.#take(pieces);
    const { residence, batiment, surface } = logement;
    const baisse = rang === "rehabilite-loyer-baisse";
    const loyer = this.#occupation.get(logement)?.loyer ?? 0;
    return {
      bailleur: residence.bailleur.siren,
      adresse: `${batiment.numero} ${residence.typeVoie} ${residence.nomVoie}`,
      commune: residence.commune.code,
      secteur: residence.commune.secteur,
      situation: residence.qpv ? "qpv" : "hors-qpv",
      identRpls: logement.identRep,
      typologie: logement.pieces > 5 ? "T6 et plus" : `T${logement.pieces}`,
      surface,
      loyer: baisse ? Math.round(loyer * 0.93) : loyer,
      charges: chargesOf(surface),
      premiereLocation: `01/07/${residence.construction}`,
      ...this.#etatOf(rang),
    };
  }

  #etatOf(rang: RangOffre): Pick<LogementOffertDemo, "rehabilite" | "residentialise" | "loyerBaisse" | "pru1"> {
    const refait = rang === "rehabilite-loyer-baisse" || rang === "rehabilite";
    const residentialise = refait && this.#rang % 3 === 0;
    return {
      rehabilite: refait && !residentialise ? "oui" : "non",
      residentialise: residentialise ? "oui" : "non",
      loyerBaisse: rang === "rehabilite-loyer-baisse" ? "oui" : "non",
      pru1: rang === "pru1" ? "oui" : "non",
    };
  }

  #take(pieces: number): LogementDemo {
    const pile = this.#rang % 4 === 0 ? this.#qpv : this.#horsQpv;
    const at = pile.findIndex((logement) => Math.abs(logement.pieces - pieces) <= 1);
    const [logement] = pile.splice(Math.max(0, at), 1);
    if (!logement) throw new Error("no dwelling of the stock is left to offer");
    return logement;
  }
}
