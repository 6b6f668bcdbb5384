import { z } from "zod";

/** The stays of `t.jours`, days included, ascending. */
export const SEJOURS = `(select coalesce(json_agg(json_build_object('depuis', lower(r), 'jusque', upper(r) - 1) order by r), '[]')
               from unnest(t.jours) as r)`;

export const sejoursRow = z.array(z.object({ depuis: z.string().nullable(), jusque: z.string().nullable() }));
