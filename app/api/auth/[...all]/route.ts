import { getAuth } from "@/lib/auth/get-auth";

const handle = (request: Request): Promise<Response> => getAuth(request.headers).auth.handler(request);

export { handle as GET, handle as POST };
