import express, { type Express } from 'express';

export class App {
  public app: Express;

  constructor(private readonly port: number) {
    this.app = express();
    this.initializeMiddlewares();
    this.initializeRoutes();
  }

  public listen(): void {
    this.app.listen(this.port);
  }

  private initializeMiddlewares(): void {
    this.app.use(express.json());
  }

  private initializeRoutes(): void {
    this.app.get('/', (_req, res) => {
      res.json({ service: 'class' });
    });
    this.app.post('/echo', (req, res) => {
      res.json(req.body);
    });
  }
}
