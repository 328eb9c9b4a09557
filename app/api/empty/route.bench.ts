/** What a request costs before anything of ours is done: `npm run bench:api` measures the API beside it. */
export const dynamic = "force-dynamic";

const answer = () => Response.json({});

export const GET = answer;
export const POST = answer;
